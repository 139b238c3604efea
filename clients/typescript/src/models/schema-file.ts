/** SchemaFile. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A file of a definition. */
export interface SchemaFile extends Model {
  /** The file's id. */
  id: string;
  /** The file's name. */
  name: string;
  /** The file's path inside the definition. */
  path: string;
  /** When it was created. */
  createdAt: Date;
  /** When it was last changed. */
  updatedAt: Date;
  /** The user who created it. */
  createdBy: string;
  /** The user who last changed it. */
  updatedBy: string;
}

export const SchemaFile: Codec<SchemaFile> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  path: codec.required("path", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
  createdBy: codec.required("createdBy", codec.string),
  updatedBy: codec.required("updatedBy", codec.string),
}));
