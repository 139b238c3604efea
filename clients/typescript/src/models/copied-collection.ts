/** CopiedCollection, and what is in it. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A copy of a collection that is there. */
export interface CopiedCollection extends Model {
  /** Always `COPY_COLLECTION`. */
  operationType: "COPY_COLLECTION";
  /** What to copy. */
  data: Data;
}

export const CopiedCollection: Codec<CopiedCollection> = codec.object(() => ({
  operationType: codec.required("operationType", codec.literal("COPY_COLLECTION")),
  data: codec.required("data", Data),
}));

/** What to copy. */
export interface Data extends Model {
  /** The collection to copy, by UUID or uid. */
  collectionId: string;
}

export const Data: Codec<Data> = codec.object(() => ({
  collectionId: codec.required("collectionId", codec.string),
}));
