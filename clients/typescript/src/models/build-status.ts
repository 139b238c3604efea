/** BuildStatus. */

import type { Value } from "../runtime/index.js";

/** How the building of an SDK stands. */
export const BuildStatus = {
  QUEUED: "queued",
  IN_PROGRESS: "in_progress",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
} as const;

/** How the building of an SDK stands. */
export type BuildStatus = Value<typeof BuildStatus>;
