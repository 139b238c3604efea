/** SchemaFileBase. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** What every answer about a file has in common. */
export interface SchemaFileBase extends Model {
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
}

export const SchemaFileBase: Codec<SchemaFileBase> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  path: codec.required("path", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
}));
