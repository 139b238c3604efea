/** CreatedWebhook. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { WebhookEvent } from "./webhook-event.js";

/** A new webhook. */
export interface CreatedWebhook extends Model {
  /** The webhook's id. */
  id: string;
  /** Where events are sent. */
  url: string;
  /** What it is told of. */
  events: WebhookEvent[];
  /** Whether events are sent. */
  active: boolean;
  /** Why it isn't active, if nobody paused it. */
  reason?: string;
  /** When it was created. */
  createdAt: Date;
  /** Who created it. */
  createdBy: number;
  /** When it was last changed. */
  updatedAt: Date;
  /** What events are signed with, if it was generated. Keep it: it isn't shown again. */
  secret?: string;
}

export const CreatedWebhook: Codec<CreatedWebhook> = codec.object(() => ({
  id: codec.required("id", codec.string),
  url: codec.required("url", codec.string),
  events: codec.required("events", codec.array(codec.enumeration(WebhookEvent))),
  active: codec.required("active", codec.boolean),
  reason: codec.optional("reason", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  createdBy: codec.required("createdBy", codec.integer),
  updatedAt: codec.required("updatedAt", codec.dateTime),
  secret: codec.optional("secret", codec.string),
}));
