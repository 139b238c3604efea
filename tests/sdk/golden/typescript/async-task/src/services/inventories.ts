/** The operations of InventoriesService. */

import { Inventory } from "../models/index.js";
import type { Call, Endpoint, Options, Sender } from "../runtime/index.js";
import { codec, path } from "../runtime/index.js";

export class InventoriesService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** Get an inventory */
  getInventory(inventoryId: string, options?: Options): Call<Inventory> {
    return this.#sender.send(GET_INVENTORY, { inventoryId }, options);
  }
}

const GET_INVENTORY: Endpoint<Inventory> = {
  method: "GET",
  path: "/inventories/{inventoryId}",
  parameters: {
    inventoryId: path("inventoryId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: Inventory } },
};
