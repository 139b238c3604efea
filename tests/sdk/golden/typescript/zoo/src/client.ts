/** The client: the services of the API, and how they are reached. */

import type { Credential, Secret, Settings } from "./runtime/index.js";
import { ApiKey, Sender, Server } from "./runtime/index.js";
import { AnimalsService } from "./services/animals.js";
import { FeedingsService } from "./services/feedings.js";

/** The servers of the definition. The first is used unless told otherwise. */
export const SERVERS: readonly Server[] = [new Server("https://zoo.example/api")];

/** Credentials, and how to call. */
export interface ZooClientSettings extends Settings {
  /** The key of a keeper; by default from `ZOO_API_KEY`. */
  key?: Secret;
}

/**
 * Zoo
 *
 * Animals, what they eat, and who looks after them.
 */
export class ZooClient {
  /** Who lives here. */
  readonly animals: AnimalsService;
  readonly feedings: FeedingsService;

  constructor(settings: ZooClientSettings = {}) {
    const credentials = new Map<string, Credential>();
    credentials.set("key", new ApiKey("header", "X-Zoo-Key", settings.key, "ZOO_API_KEY"));
    const sender = new Sender(settings, SERVERS, credentials, "ZOO_BASE_URL");
    this.animals = new AnimalsService(sender);
    this.feedings = new FeedingsService(sender);
  }
}
