/** ApiInput. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** What a caller says about an API. */
export interface ApiInput extends Model {
  /** The API's name. */
  name: string;
  /** What the API does */
  summary?: string;
  /** What the API does */
  description?: string;
}

export const ApiInput: Codec<ApiInput> = codec.object(() => ({
  name: codec.required("name", codec.string),
  summary: codec.optional("summary", codec.string),
  description: codec.optional("description", codec.string),
}));
