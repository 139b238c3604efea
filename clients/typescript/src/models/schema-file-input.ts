/** SchemaFileInput. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { FileRoot } from "./file-root.js";

/** What a caller says about a file. */
export interface SchemaFileInput extends Model {
  /** The file's name. */
  name?: string;
  /** Whether it is the root file. */
  root?: FileRoot;
  /** The file as text, JSON or YAML; a new file needs it. */
  content?: string;
}

export const SchemaFileInput: Codec<SchemaFileInput> = codec.object(() => ({
  name: codec.optional("name", codec.string),
  root: codec.optional("root", FileRoot),
  content: codec.optional("content", codec.string),
}));
