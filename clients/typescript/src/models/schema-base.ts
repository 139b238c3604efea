/** SchemaBase. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { SchemaType } from "./schema-type.js";

/** What every answer about a schema has in common. */
export interface SchemaBase extends Model {
  /** The schema's id. */
  id: string;
  /** The definition's language. */
  type: SchemaType;
  /** When it was created. */
  createdAt: Date;
  /** When it was last changed. */
  updatedAt: Date;
  /** The user who created it. */
  createdBy: string;
  /** The user who last changed it. */
  updatedBy: string;
}

export const SchemaBase: Codec<SchemaBase> = codec.object(() => ({
  id: codec.required("id", codec.string),
  type: codec.required("type", codec.enumeration(SchemaType)),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
  createdBy: codec.required("createdBy", codec.string),
  updatedBy: codec.required("updatedBy", codec.string),
}));
