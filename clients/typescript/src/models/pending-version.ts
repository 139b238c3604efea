/** PendingVersion. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A version, and the task that changes it. */
export interface PendingVersion extends Model {
  /** The version's id. */
  id: string;
  /** The task's id. */
  taskId: string;
}

export const PendingVersion: Codec<PendingVersion> = codec.object(() => ({
  id: codec.required("id", codec.string),
  taskId: codec.required("taskId", codec.string),
}));
