/** TaskModel. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import {
  Details,
  GetStatusOfAnAsyncTaskMeta,
  GetStatusOfAnAsyncTaskStatus,
} from "./get-status-of-an-async-task.js";

/**
 * Work that goes on after its request was answered. `details` is absent while it is pending; then
 * it says what the task made, or why it failed.
 */
export interface TaskModel extends Model {
  /** The task's ID. */
  id: string;
  /** The response's non-standard meta information. */
  meta: GetStatusOfAnAsyncTaskMeta;
  /** The task's current status. */
  status: GetStatusOfAnAsyncTaskStatus;
  details?: Details;
  /** The date and time at which the task was created. */
  createdAt: Date;
  /** The date and time at which the task was last updated. */
  updatedAt: Date;
}

export const TaskModel: Codec<TaskModel> = codec.object(() => ({
  id: codec.required("id", codec.string),
  meta: codec.required("meta", GetStatusOfAnAsyncTaskMeta),
  status: codec.required("status", codec.enumeration(GetStatusOfAnAsyncTaskStatus)),
  details: codec.optional("details", Details),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
}));
