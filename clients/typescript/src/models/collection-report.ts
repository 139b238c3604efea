/** CollectionReport. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { CollectionChanges } from "./collection-changes.js";

/** What was done to a collection. */
export interface CollectionReport extends Model {
  /** The collection's UUID. */
  id: string;
  /** The name it was asked for under, if it was. */
  name: string | null;
  /** How many changes there are of each kind. */
  counts: Record<string, number>;
  /** The changes of a collection by their kind. */
  changes: CollectionChanges;
}

export const CollectionReport: Codec<CollectionReport> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.nullable(codec.string)),
  counts: codec.required("counts", codec.record(codec.integer)),
  changes: codec.required("changes", CollectionChanges),
}));
