/** ApiBase. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** What every answer about an API has in common. */
export interface ApiBase extends Model {
  /** The API's id. */
  id: string;
  /** The API's name. */
  name: string;
  /** What the API does */
  summary?: string;
  /** What the API does */
  description?: string;
  /** When it was created. */
  createdAt: Date;
  /** When it was last changed. */
  updatedAt: Date;
}

export const ApiBase: Codec<ApiBase> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  summary: codec.optional("summary", codec.string),
  description: codec.optional("description", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
}));
