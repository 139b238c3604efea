/** CreatedSchema. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { SchemaType } from "./schema-type.js";
import { WrittenSchemaFile } from "./written-schema-file.js";

/** A schema that was just stored. */
export interface CreatedSchema extends Model {
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
  /** The files as they were written. */
  files: WrittenSchemaFile[];
}

export const CreatedSchema: Codec<CreatedSchema> = codec.object(() => ({
  id: codec.required("id", codec.string),
  type: codec.required("type", codec.enumeration(SchemaType)),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
  createdBy: codec.required("createdBy", codec.string),
  updatedBy: codec.required("updatedBy", codec.string),
  files: codec.required("files", codec.array(WrittenSchemaFile)),
}));
