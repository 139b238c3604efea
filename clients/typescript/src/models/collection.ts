/** Collection. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { CollectionInfo } from "./collection-info.js";

/** A collection in the format v2.1.0. */
export interface Collection extends Model {
  /** What the collection is. */
  info: CollectionInfo;
  /** Its requests and folders. */
  item: Record<string, unknown>[];
  /** How its requests authenticate. */
  auth?: Record<string, unknown>;
  /** Its variables. */
  variable?: Record<string, unknown>[];
}

export const Collection: Codec<Collection> = codec.object(() => ({
  info: codec.required("info", CollectionInfo),
  item: codec.required("item", codec.array(codec.record(codec.unknown))),
  auth: codec.optional("auth", codec.record(codec.unknown)),
  variable: codec.optional("variable", codec.array(codec.record(codec.unknown))),
}));
