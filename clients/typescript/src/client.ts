/** The client: the services of the API, and how they are reached. */

import type { Credential, Secret, Settings } from "./runtime/index.js";
import { ApiKey, Bearer, Sender, Server } from "./runtime/index.js";
import { APIsService } from "./services/apis.js";
import { CollectionsService } from "./services/collections.js";
import { DefinitionsService } from "./services/definitions.js";
import { SDKsService } from "./services/sdks.js";
import { Service } from "./services/service.js";
import { TasksService } from "./services/tasks.js";
import { VersionsService } from "./services/versions.js";
import { WebhooksService } from "./services/webhooks.js";

/** The servers of the definition. The first is used unless told otherwise. */
export const SERVERS: readonly Server[] = [
  new Server("/", {}, "This server."),
  new Server("/v2", {}, "The same surface, for clients whose base URL ends in `/v2`."),
];

/** Credentials, and how to call. */
export interface PressroomClientSettings extends Settings {
  /** A key of this server; by default from `PRESSROOM_CLIENT_API_KEY`. */
  apiKey?: Secret;
  /**
   * The same key, sent as `Authorization` with the scheme `Bearer`; by default from
   * `PRESSROOM_CLIENT_TOKEN`.
   */
  bearer?: Secret;
}

/**
 * Pressroom
 *
 * Push an OpenAPI definition; durable tasks turn it into collections and immutable published
 * versions,
 * and keep them in step when the definition changes. The surface speaks the `/apis` dialect that
 * existing scripts and clients know, and adds a little of its own.
 *
 * **Addresses.** Everything is served twice: at the root and under `/v2`. The header
 * `Accept: application/vnd.api.v10+json`, which the dialect asks for, is welcome and never needed.
 *
 * **Keys and roles.** Send a key as `x-api-key`, or as a bearer token. Each key has one role, and a
 * role can do all that the ones before it can:
 *
 * | role | may |
 * |---|---|
 * | `viewer` | read everything: APIs, definitions, collections, versions, tasks |
 * | `editor` | also create, change and delete them |
 * | `admin` | also administer the server: its webhooks |
 *
 * The role that an operation needs stands in its security requirements.
 *
 * **Tasks.** Work that takes long runs as a task. The answer is then `202` with the task's path in
 * `Location` and the seconds to wait before asking in `Retry-After`. Operations that can often
 * answer
 * at once wait up to ten seconds for the result; `Prefer: respond-async` skips that wait.
 *
 * **Asking once.** Requests that make a task take an `Idempotency-Key`. When no answer came, send
 * the same
 * request again under the same key: it gets the first answer, and no second task. The same key with
 * another content is refused with `422`, and with `409` while the first is being accepted.
 *
 * **Pages.** A list answers up to `limit` entries. While `meta.nextCursor` is there, send it back
 * as
 * `cursor` for the next page. Cursors are opaque.
 *
 * **Names of requests.** Each answer names its request in `X-Request-Id`, as the server's log does.
 * Send the header to name it yourself: up to 128 letters, digits and `_.~+/=:@-`.
 *
 * **Errors** are `application/problem+json` (RFC 9457). For a `400`, `detail` names the field.
 *
 * **Times** are UTC, RFC 3339, with milliseconds and `Z`. Identifiers are UUIDs; a collection also
 * goes
 * by its uid, `<userId>-<uuid>`. `Location` is a path, not an absolute URL.
 */
export class PressroomClient {
  /** The server itself, the key's owner and the workspaces. */
  readonly service: Service;
  /** An API is what a definition, its collections and its versions belong to. */
  readonly apis: APIsService;
  /** The definition of an API, held as a schema of one or more files. */
  readonly definitions: DefinitionsService;
  /** Collections of an API, brought in or generated, and kept in step with its definition. */
  readonly collections: CollectionsService;
  /** Work that goes on after the answer, and how it ended. */
  readonly tasks: TasksService;
  /** Published versions, each a fixed copy of definitions and collections. */
  readonly versions: VersionsService;
  /** Client libraries and reference pages, built from definitions. */
  readonly sdks: SDKsService;
  /** Addresses that are told when something has happened. */
  readonly webhooks: WebhooksService;

  constructor(settings: PressroomClientSettings = {}) {
    const credentials = new Map<string, Credential>();
    credentials.set(
      "apiKey",
      new ApiKey("header", "x-api-key", settings.apiKey, "PRESSROOM_CLIENT_API_KEY"),
    );
    credentials.set("bearer", new Bearer(settings.bearer, "PRESSROOM_CLIENT_TOKEN"));
    const sender = new Sender(settings, SERVERS, credentials, "PRESSROOM_CLIENT_BASE_URL");
    this.service = new Service(sender);
    this.apis = new APIsService(sender);
    this.definitions = new DefinitionsService(sender);
    this.collections = new CollectionsService(sender);
    this.tasks = new TasksService(sender);
    this.versions = new VersionsService(sender);
    this.sdks = new SDKsService(sender);
    this.webhooks = new WebhooksService(sender);
  }
}
