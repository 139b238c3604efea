/** NewSchemaFile. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { FileRoot } from "./file-root.js";

/** A file to store. */
export interface NewSchemaFile extends Model {
  /** Path inside the definition, such as `paths/invoices.yaml`. */
  path: string;
  /** Whether it is the root file. */
  root?: FileRoot;
  /** The file as text, JSON or YAML. */
  content: string;
}

export const NewSchemaFile: Codec<NewSchemaFile> = codec.object(() => ({
  path: codec.required("path", codec.string),
  root: codec.optional("root", FileRoot),
  content: codec.required("content", codec.string),
}));
