/** WebhookList. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { PageMeta } from "./page-meta.js";
import { Webhook } from "./webhook.js";

/** A page of webhooks, newest first. */
export interface WebhookList extends Model {
  /** The webhooks. */
  webhooks: Webhook[];
  /** Where the page stands in the list. */
  meta: PageMeta;
}

export const WebhookList: Codec<WebhookList> = codec.object(() => ({
  webhooks: codec.required("webhooks", codec.array(Webhook)),
  meta: codec.required("meta", PageMeta),
}));
