/** CollectionInfo. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** What a collection is. */
export interface CollectionInfo extends Model {
  /** The collection's UUID. */
  postmanId?: string;
  /** The collection's name. */
  name: string;
  /** What it is about; Markdown. */
  description?: string;
  /** The format's identifier. */
  schema: "https://schema.postman.com/json/collection/v2.1.0/collection.json";
}

export const CollectionInfo: Codec<CollectionInfo> = codec.object(() => ({
  postmanId: codec.optional("_postman_id", codec.string),
  name: codec.required("name", codec.string),
  description: codec.optional("description", codec.string),
  schema: codec.required(
    "schema",
    codec.literal("https://schema.postman.com/json/collection/v2.1.0/collection.json"),
  ),
}));
