/** ListedSchemaFile. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A file in a list. Users are numbers here, as the dialect has it. */
export interface ListedSchemaFile extends Model {
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
  /** Number of the user who created it. */
  createdBy: number;
  /** Number of the user who last changed it. */
  updatedBy: number;
}

export const ListedSchemaFile: Codec<ListedSchemaFile> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  path: codec.required("path", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
  createdBy: codec.required("createdBy", codec.integer),
  updatedBy: codec.required("updatedBy", codec.integer),
}));
