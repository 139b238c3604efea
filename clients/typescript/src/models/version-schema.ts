/** VersionSchema. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { SchemaType } from "./schema-type.js";

/** A schema in a version. */
export interface VersionSchema extends Model {
  /** The schema's id. */
  id: string;
  /** The definition's language. */
  type?: SchemaType;
}

export const VersionSchema: Codec<VersionSchema> = codec.object(() => ({
  id: codec.required("id", codec.string),
  type: codec.optional("type", codec.enumeration(SchemaType)),
}));
