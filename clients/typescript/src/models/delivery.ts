/** Delivery, and what is in it. */

import type { Codec, Model, Value } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { DeliveryAttempt } from "./delivery-attempt.js";
import { WebhookPayload } from "./webhook-payload.js";

/** An event that was sent to a webhook, or is to be sent. */
export interface Delivery extends Model {
  /** The delivery's id, sent as `webhook-id` with each attempt. */
  id: string;
  /** The type of the event, `webhook.ping` included. */
  event: string;
  /** Whether an attempt succeeded, another one will be made, or it was given up. */
  status: Status;
  /** When the next attempt is made; only while it is pending. */
  nextAttemptAt?: Date;
  /** When the event happened. */
  createdAt: Date;
  /** What was tried so far, oldest first. */
  attempts: DeliveryAttempt[];
  /** What is sent. */
  payload: WebhookPayload;
}

export const Delivery: Codec<Delivery> = codec.object(() => ({
  id: codec.required("id", codec.string),
  event: codec.required("event", codec.string),
  status: codec.required("status", codec.enumeration(Status)),
  nextAttemptAt: codec.optional("nextAttemptAt", codec.dateTime),
  createdAt: codec.required("createdAt", codec.dateTime),
  attempts: codec.required("attempts", codec.array(DeliveryAttempt)),
  payload: codec.required("payload", WebhookPayload),
}));

/** Whether an attempt succeeded, another one will be made, or it was given up. */
export const Status = {
  PENDING: "pending",
  DELIVERED: "delivered",
  FAILED: "failed",
} as const;

/** Whether an attempt succeeded, another one will be made, or it was given up. */
export type Status = Value<typeof Status>;
