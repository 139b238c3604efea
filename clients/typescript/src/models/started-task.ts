/** StartedTask. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A task that was started. */
export interface StartedTask extends Model {
  /** The task's id. */
  taskId: string;
}

export const StartedTask: Codec<StartedTask> = codec.object(() => ({
  taskId: codec.required("taskId", codec.string),
}));
