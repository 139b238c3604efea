/** Order. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface Order extends Model {
  petId: number;
  customer: string;
  pickUp?: Date;
}

export const Order: Codec<Order> = codec.object(() => ({
  petId: codec.required("petId", codec.integer),
  customer: codec.required("customer", codec.string),
  pickUp: codec.optional("pickUp", codec.dateTime),
}));
