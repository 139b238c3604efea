/** TaskList. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { PageMeta } from "./page-meta.js";
import { TaskModel } from "./task.js";

/** A page of tasks, newest first. */
export interface TaskList extends Model {
  /** The tasks. */
  tasks: TaskModel[];
  /** Where the page stands in the list. */
  meta: PageMeta;
}

export const TaskList: Codec<TaskList> = codec.object(() => ({
  tasks: codec.required("tasks", codec.array(TaskModel)),
  meta: codec.required("meta", PageMeta),
}));
