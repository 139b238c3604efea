/** DeliveryList. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Delivery } from "./delivery.js";
import { PageMeta } from "./page-meta.js";

/** A page of deliveries, newest first. */
export interface DeliveryList extends Model {
  /** The deliveries. */
  deliveries: Delivery[];
  /** Where the page stands in the list. */
  meta: PageMeta;
}

export const DeliveryList: Codec<DeliveryList> = codec.object(() => ({
  deliveries: codec.required("deliveries", codec.array(Delivery)),
  meta: codec.required("meta", PageMeta),
}));
