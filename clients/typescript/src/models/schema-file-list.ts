/** SchemaFileList. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { CursorMeta } from "./cursor-meta.js";
import { ListedSchemaFile } from "./listed-schema-file.js";

/** A page of files. */
export interface SchemaFileList extends Model {
  /** The files. */
  files: ListedSchemaFile[];
  /** The way to the next page. */
  meta: CursorMeta;
}

export const SchemaFileList: Codec<SchemaFileList> = codec.object(() => ({
  files: codec.required("files", codec.array(ListedSchemaFile)),
  meta: codec.required("meta", CursorMeta),
}));
