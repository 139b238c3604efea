/** Api. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { CollectionReference } from "./collection-reference.js";
import { GitInfo } from "./git-info.js";
import { SchemaReference } from "./schema-reference.js";
import { VersionReference } from "./version-reference.js";

/** An API, with what `include` asked for. */
export interface Api extends Model {
  /** The API's id. */
  id: string;
  /** The API's name. */
  name: string;
  /** What the API does */
  summary?: string;
  /** What the API does */
  description?: string;
  /** When it was created. */
  createdAt: Date;
  /** When it was last changed. */
  updatedAt: Date;
  /** Number of the user who created it. */
  createdBy: number;
  /** Number of the user who last changed it. */
  updatedBy: number;
  /** Its schemas; only with `include=schemas`. */
  schemas?: SchemaReference[];
  /** Its versions; only with `include=versions`. */
  versions?: VersionReference[];
  /** Its collections; only with `include=collections`. */
  collections?: CollectionReference[];
  /** Its git repository; only with `include=gitInfo`, and only if one is linked. */
  gitInfo?: GitInfo;
}

export const Api: Codec<Api> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  summary: codec.optional("summary", codec.string),
  description: codec.optional("description", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
  createdBy: codec.required("createdBy", codec.integer),
  updatedBy: codec.required("updatedBy", codec.integer),
  schemas: codec.optional("schemas", codec.array(SchemaReference)),
  versions: codec.optional("versions", codec.array(VersionReference)),
  collections: codec.optional("collections", codec.array(CollectionReference)),
  gitInfo: codec.optional("gitInfo", GitInfo),
}));
