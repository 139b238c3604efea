/** NewSchema. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { NewSchemaFile } from "./new-schema-file.js";
import { SchemaType } from "./schema-type.js";

/** A definition to store. */
export interface NewSchema extends Model {
  /** `openapi:2`, `openapi:3` or `openapi:3_1`. */
  type: SchemaType;
  /** The definition's files, one of them its root. */
  files: NewSchemaFile[];
}

export const NewSchema: Codec<NewSchema> = codec.object(() => ({
  type: codec.required("type", codec.enumeration(SchemaType)),
  files: codec.required("files", codec.array(NewSchemaFile)),
}));
