/** The client: the services of the API, and how they are reached. */

import type { ClientCredentials, Credential, Secret, Settings } from "./runtime/index.js";
import { ApiKey, OAuth2, Sender, Server } from "./runtime/index.js";
import { OrdersService } from "./services/orders.js";
import { PetsService } from "./services/pets.js";

/** The servers of the definition. The first is used unless told otherwise. */
export const SERVERS: readonly Server[] = [
  new Server("https://{region}.petstore.example/v1", { region: "eu" }, "The shop's servers."),
];

/** Credentials, and how to call. */
export interface PetstoreClientSettings extends Settings {
  /** The key of a shop's employee; by default from `PETSTORE_API_KEY`. */
  shopKey?: Secret;
  /** What proves who calls; by default from `PETSTORE_TOKEN`. */
  customer?: Secret | ClientCredentials;
}

/**
 * Petstore
 *
 * A small API to try Pressroom with: list the pets of a shop, add one, upload a picture, and
 * place an order.
 */
export class PetstoreClient {
  /** The animals. */
  readonly pets: PetsService;
  /** Who takes which animal home. */
  readonly orders: OrdersService;

  constructor(settings: PetstoreClientSettings = {}) {
    const credentials = new Map<string, Credential>();
    credentials.set(
      "shopKey",
      new ApiKey("header", "X-Shop-Key", settings.shopKey, "PETSTORE_API_KEY"),
    );
    credentials.set("customer", new OAuth2(settings.customer, "PETSTORE_TOKEN"));
    const sender = new Sender(settings, SERVERS, credentials, "PETSTORE_BASE_URL");
    this.pets = new PetsService(sender);
    this.orders = new OrdersService(sender);
  }
}
