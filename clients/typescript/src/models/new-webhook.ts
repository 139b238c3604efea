/** NewWebhook. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { WebhookEvent } from "./webhook-event.js";

/** A webhook to create. */
export interface NewWebhook extends Model {
  /** Where events are sent: `https` or `http`, without user, password and fragment. */
  url: string;
  /** What to tell of. */
  events: WebhookEvent[];
  /** What events are signed with: `whsec_` and the Base64 of 24 to 64 bytes. It is never shown. */
  secret?: string;
}

export const NewWebhook: Codec<NewWebhook> = codec.object(() => ({
  url: codec.required("url", codec.string),
  events: codec.required("events", codec.array(codec.enumeration(WebhookEvent))),
  secret: codec.optional("secret", codec.string),
}));
