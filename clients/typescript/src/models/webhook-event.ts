/** WebhookEvent. */

import type { Value } from "../runtime/index.js";

/**
 * What happened: a task completed, a task failed, or a version was published. The building of an
 * SDK is no task in this sense.
 */
export const WebhookEvent = {
  TASKCOMPLETED: "task.completed",
  TASKFAILED: "task.failed",
  VERSIONPUBLISHED: "version.published",
} as const;

/**
 * What happened: a task completed, a task failed, or a version was published. The building of an
 * SDK is no task in this sense.
 */
export type WebhookEvent = Value<typeof WebhookEvent>;
