/** WebhookPayload. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** What is sent. */
export interface WebhookPayload extends Model {
  /** The type of the event, `webhook.ping` included. */
  type: string;
  /** When it happened. */
  timestamp: Date;
  /**
   * For a task: its status, as its own address answers it, and `apiId`. For a version: the version,
   * `apiId` and `taskId`. For a ping: `webhookId`.
   */
  data: Record<string, unknown>;
}

export const WebhookPayload: Codec<WebhookPayload> = codec.object(() => ({
  type: codec.required("type", codec.string),
  timestamp: codec.required("timestamp", codec.dateTime),
  data: codec.required("data", codec.record(codec.unknown)),
}));
