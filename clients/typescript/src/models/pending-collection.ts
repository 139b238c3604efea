/** PendingCollection. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A collection to be, and the task that adds it. */
export interface PendingCollection extends Model {
  /** The collection's UUID or uid. */
  id: string;
  /** The task's id. */
  taskId: string;
}

export const PendingCollection: Codec<PendingCollection> = codec.object(() => ({
  id: codec.required("id", codec.string),
  taskId: codec.required("taskId", codec.string),
}));
