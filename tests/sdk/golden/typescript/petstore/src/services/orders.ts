/** Who takes which animal home. */

import { Order, Problem } from "../models/index.js";
import type { Call, Endpoint, Options, Sender } from "../runtime/index.js";

/** What `placeOrder` takes. */
export interface PlaceOrderArguments {
  body: Order;
}

/** Who takes which animal home. */
export class OrdersService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Place an order
   *
   * @throws Conflict: Why it didn't work.
   */
  placeOrder(given: PlaceOrderArguments, options?: Options): Call<Order> {
    return this.#sender.send(PLACE_ORDER, { ...given }, options);
  }
}

const PLACE_ORDER: Endpoint<Order> = {
  method: "POST",
  path: "/orders",
  bodies: [
    {
      mediaType: "application/x-www-form-urlencoded",
      codec: Order,
      parts: {
        petId: { mediaType: "text/plain" },
        customer: { mediaType: "text/plain" },
        pickUp: { mediaType: "text/plain" },
      },
    },
  ],
  answers: { "201": { mediaType: "application/json", codec: Order } },
  errors: { "409": { mediaType: "application/problem+json", codec: Problem } },
  security: [["customer"]],
};
