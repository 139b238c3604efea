/** SchemaReference. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A schema by its id. */
export interface SchemaReference extends Model {
  /** The schema's id. */
  id: string;
}

export const SchemaReference: Codec<SchemaReference> = codec.object(() => ({
  id: codec.required("id", codec.string),
}));
