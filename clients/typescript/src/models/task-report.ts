/** TaskReport. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { CollectionReport } from "./collection-report.js";

/** What a task did to the collections that it brought in step. */
export interface TaskReport extends Model {
  /** The collections that weren't in step. */
  collections: CollectionReport[];
}

export const TaskReport: Codec<TaskReport> = codec.object(() => ({
  collections: codec.required("collections", codec.array(CollectionReport)),
}));
