/** Collections of an API, brought in or generated, and kept in step with its definition. */

import {
  Collection,
  CollectionReference,
  GetStatusOfAnAsyncTask,
  NewCollection,
  PendingCollection,
  Problem,
  StartedTask,
} from "../models/index.js";
import type {
  Call,
  Endpoint,
  MaybeTaskEndpoint,
  Options,
  Sender,
  Task,
  TaskEndpoint,
} from "../runtime/index.js";
import { codec, header, path, query } from "../runtime/index.js";

/** What `addApiCollection` takes. */
export interface AddApiCollectionArguments {
  /** Where the collection comes from. */
  body: NewCollection;
  /**
   * `respond-async` answers 202 at once instead of waiting for the task. Other preferences are
   * ignored (RFC 7240).
   */
  prefer?: string;
  /**
   * Any text that names this request, such as a new UUID; it may be quoted. For 24 hours the same
   * request under the same key gets the first answer again, and nothing is done twice.
   */
  idempotencyKey?: string;
}

/** What `getApiCollection` takes. */
export interface GetApiCollectionArguments {
  /** Answer what this published version holds, not what is there now. */
  versionId?: string;
}

/** What `syncCollectionWithSchema` takes. */
export interface SyncCollectionWithSchemaArguments {
  /**
   * Whether requests and folders that the definition dropped go even if somebody had changed them.
   * Without it those are kept in a folder `Removed from definition`.
   *
   * The server assumes `False`.
   */
  deleteOrphanedRequests?: boolean;
  /**
   * Whether saved examples of requests that were there before follow the definition.
   *
   * The server assumes `True`.
   */
  syncExamples?: boolean;
  /**
   * Any text that names this request, such as a new UUID; it may be quoted. For 24 hours the same
   * request under the same key gets the first answer again, and nothing is done twice.
   */
  idempotencyKey?: string;
}

/** Collections of an API, brought in or generated, and kept in step with its definition. */
export class CollectionsService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Add a collection to an API
   *
   * Copies a collection, takes one in, or generates one from the API's definition, as
   * `operationType` says. Answers 200 when the task is done within ten seconds, else 202; with
   * `Prefer: respond-async` always 202. A task that fails within that time answers 422.
   *
   * @param apiId The API's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws Conflict: It contradicts what is there, such as a name in use or a version still being
   *   published.
   * @throws ContentTooLarge: The body is over the size that this server takes.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  addApiCollection(
    apiId: string,
    given: AddApiCollectionArguments,
    options?: Options,
  ): Call<CollectionReference | Task<PendingCollection, GetStatusOfAnAsyncTask>> {
    return this.#sender.startOrFinish(ADD_API_COLLECTION, { apiId, ...given }, options);
  }

  /**
   * Get a collection
   *
   * A collection of an API, whole, as it is now or as a version holds it.
   *
   * @param apiId The API's id.
   * @param collectionId The collection's UUID or uid.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getApiCollection(
    apiId: string,
    collectionId: string,
    given: GetApiCollectionArguments = {},
    options?: Options,
  ): Call<Collection> {
    return this.#sender.send(GET_API_COLLECTION, { apiId, collectionId, ...given }, options);
  }

  /**
   * Bring a collection in step with the definition
   *
   * Starts a task that carries the definition's changes over into the collection, of whatever
   * origin it is. What people changed stays. The task's report says what was done.
   *
   * @param apiId The API's id.
   * @param collectionId The collection's UUID or uid.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws Conflict: It contradicts what is there, such as a name in use or a version still being
   *   published.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  syncCollectionWithSchema(
    apiId: string,
    collectionId: string,
    given: SyncCollectionWithSchemaArguments = {},
    options?: Options,
  ): Call<Task<StartedTask, GetStatusOfAnAsyncTask>> {
    return this.#sender.start(
      SYNC_COLLECTION_WITH_SCHEMA,
      { apiId, collectionId, ...given },
      options,
    );
  }
}

const ADD_API_COLLECTION: MaybeTaskEndpoint<
  CollectionReference,
  PendingCollection,
  GetStatusOfAnAsyncTask
> = {
  method: "POST",
  path: "/apis/{apiId}/collections",
  parameters: {
    apiId: path("apiId", codec.string),
    prefer: header("Prefer", codec.string),
    idempotencyKey: header("Idempotency-Key", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: NewCollection }],
  answers: {
    "200": { mediaType: "application/json", codec: CollectionReference },
    "202": { mediaType: "application/json", codec: PendingCollection },
  },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "409": { mediaType: "application/problem+json", codec: Problem },
    "413": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  idempotencyKey: "idempotencyKey",
  task: {
    codec: GetStatusOfAnAsyncTask,
    path: ["status"],
    succeeded: ["completed"],
    failed: ["failed"],
    error: ["details", "error", "message"],
    events: "/events",
  },
};

const GET_API_COLLECTION: Endpoint<Collection> = {
  method: "GET",
  path: "/apis/{apiId}/collections/{collectionId}",
  parameters: {
    apiId: path("apiId", codec.string),
    collectionId: path("collectionId", codec.string),
    versionId: query("versionId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: Collection } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const SYNC_COLLECTION_WITH_SCHEMA: TaskEndpoint<StartedTask, GetStatusOfAnAsyncTask> = {
  method: "PUT",
  path: "/apis/{apiId}/collections/{collectionId}/sync-with-schema-tasks",
  parameters: {
    apiId: path("apiId", codec.string),
    collectionId: path("collectionId", codec.string),
    deleteOrphanedRequests: query("deleteOrphanedRequests", codec.boolean),
    syncExamples: query("syncExamples", codec.boolean),
    idempotencyKey: header("Idempotency-Key", codec.string),
  },
  answers: { "202": { mediaType: "application/json", codec: StartedTask } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "409": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  idempotencyKey: "idempotencyKey",
  task: {
    codec: GetStatusOfAnAsyncTask,
    path: ["status"],
    succeeded: ["completed"],
    failed: ["failed"],
    error: ["details", "error", "message"],
    events: "/events",
  },
};
