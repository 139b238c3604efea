/** The client: the services of the API, and how they are reached. */

import type { Credential, Settings } from "./runtime/index.js";
import { Sender, Server } from "./runtime/index.js";
import { ApisService } from "./services/apis.js";
import { InventoriesService } from "./services/inventories.js";

/** The servers of the definition. The first is used unless told otherwise. */
export const SERVERS: readonly Server[] = [new Server("http://127.0.0.1:8080")];

/** Credentials, and how to call. */
export interface AsyncTaskClientSettings extends Settings {}

/** Async tasks */
export class AsyncTaskClient {
  readonly inventories: InventoriesService;
  readonly apis: ApisService;

  constructor(settings: AsyncTaskClientSettings = {}) {
    const credentials = new Map<string, Credential>();
    const sender = new Sender(settings, SERVERS, credentials, "ASYNC_TASK_BASE_URL");
    this.inventories = new InventoriesService(sender);
    this.apis = new ApisService(sender);
  }
}
