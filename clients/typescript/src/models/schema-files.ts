/** SchemaFiles, and what is in it. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { SchemaFile } from "./schema-file.js";

/** The first page of a schema's files. */
export interface SchemaFiles extends Model {
  /** The files. */
  data: SchemaFile[];
  /** The way to the files after these. */
  meta: Meta;
}

export const SchemaFiles: Codec<SchemaFiles> = codec.object(() => ({
  data: codec.required("data", codec.array(SchemaFile)),
  meta: codec.required("meta", Meta),
}));

/** The way to the files after these. */
export interface Meta extends Model {
  /** Path that answers the next files; absent after the last. */
  nextPath?: string;
}

export const Meta: Codec<Meta> = codec.object(() => ({
  nextPath: codec.optional("nextPath", codec.string),
}));
