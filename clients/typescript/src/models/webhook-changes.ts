/** WebhookChanges. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { WebhookEvent } from "./webhook-event.js";

/** What to change; what is absent stays. */
export interface WebhookChanges extends Model {
  /** Where events are sent: `https` or `http`, without user, password and fragment. */
  url?: string;
  /** What to tell of. */
  events?: WebhookEvent[];
  /** What events are signed with: `whsec_` and the Base64 of 24 to 64 bytes. It is never shown. */
  secret?: string;
  /** Whether events are sent; false pauses, true resumes. */
  active?: boolean;
}

export const WebhookChanges: Codec<WebhookChanges> = codec.object(() => ({
  url: codec.optional("url", codec.string),
  events: codec.optional("events", codec.array(codec.enumeration(WebhookEvent))),
  secret: codec.optional("secret", codec.string),
  active: codec.optional("active", codec.boolean),
}));
