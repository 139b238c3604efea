/** Published versions, each a fixed copy of definitions and collections. */

import {
  GetStatusOfAnAsyncTask,
  NewVersion,
  PendingVersion,
  Problem,
  Version,
  VersionAnswer,
  VersionInput,
  VersionList,
} from "../models/index.js";
import type {
  Call,
  Endpoint,
  MaybeTaskEndpoint,
  Options,
  PagedEndpoint,
  Paginator,
  Sender,
  Task,
  TaskEndpoint,
} from "../runtime/index.js";
import { codec, header, path, query } from "../runtime/index.js";

/** What `getApiVersions` takes. */
export interface GetApiVersionsArguments {
  /** The `meta.nextCursor` of the page before; the first page without it. */
  cursor?: string;
  /**
   * How many entries a page has at most.
   *
   * The server assumes `10`.
   */
  limit?: number;
}

/** What `createApiVersion` takes. */
export interface CreateApiVersionArguments {
  /** What the version is called and holds. */
  body: NewVersion;
  /**
   * Any text that names this request, such as a new UUID; it may be quoted. For 24 hours the same
   * request under the same key gets the first answer again, and nothing is done twice.
   */
  idempotencyKey?: string;
}

/** What `updateApiVersion` takes. */
export interface UpdateApiVersionArguments {
  /** The version's name and release notes. */
  body: VersionInput;
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

/** Published versions, each a fixed copy of definitions and collections. */
export class VersionsService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * List the versions of an API
   *
   * The versions of an API.
   *
   * @param apiId The API's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getApiVersions(
    apiId: string,
    given: GetApiVersionsArguments = {},
    options?: Options,
  ): Paginator<Version, VersionList> {
    return this.#sender.paginate(GET_API_VERSIONS, { apiId, ...given }, options);
  }

  /**
   * Publish a version
   *
   * Starts a task that publishes schemas and collections of the API, as they are now, as a version.
   * They are named by `id`; the dialect's forms for git repositories (`branch`, `directoryPath`,
   * `filePath`) answer 422.
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
  createApiVersion(
    apiId: string,
    given: CreateApiVersionArguments,
    options?: Options,
  ): Call<Task<Version, GetStatusOfAnAsyncTask>> {
    return this.#sender.start(CREATE_API_VERSION, { apiId, ...given }, options);
  }

  /**
   * Get a version
   *
   * A published version and what it holds. While it is being published, the answer is a redirect to
   * the task, so a client that follows redirects gets the task's status instead.
   *
   * @param apiId The API's id.
   * @param versionId The version's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getApiVersion(apiId: string, versionId: string, options?: Options): Call<VersionAnswer> {
    return this.#sender.send(GET_API_VERSION, { apiId, versionId }, options);
  }

  /**
   * Rename a version or change its notes
   *
   * Changes a version's name and release notes; what it holds stays as it is. Answers 200 when the
   * task is done within ten seconds, else 202; with `Prefer: respond-async` always 202. A task that
   * fails within that time answers 422.
   *
   * @param apiId The API's id.
   * @param versionId The version's id.
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
  updateApiVersion(
    apiId: string,
    versionId: string,
    given: UpdateApiVersionArguments,
    options?: Options,
  ): Call<Version | Task<PendingVersion, GetStatusOfAnAsyncTask>> {
    return this.#sender.startOrFinish(UPDATE_API_VERSION, { apiId, versionId, ...given }, options);
  }

  /**
   * Delete a version
   *
   * Deletes a version. The API's own schemas and collections stay.
   *
   * @param apiId The API's id.
   * @param versionId The version's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws Conflict: It contradicts what is there, such as a name in use or a version still being
   *   published.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  deleteApiVersion(apiId: string, versionId: string, options?: Options): Call<void> {
    return this.#sender.send(DELETE_API_VERSION, { apiId, versionId }, options);
  }
}

const GET_API_VERSIONS: PagedEndpoint<Version, VersionList> = {
  method: "GET",
  path: "/apis/{apiId}/versions",
  parameters: {
    apiId: path("apiId", codec.string),
    cursor: query("cursor", codec.string),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: VersionList } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  pages: {
    style: "cursor",
    items: ["versions"],
    next: ["meta", "nextCursor"],
    total: ["meta", "total"],
    parameter: "cursor",
    limit: "limit",
  },
  item: Version,
};

const CREATE_API_VERSION: TaskEndpoint<Version, GetStatusOfAnAsyncTask> = {
  method: "POST",
  path: "/apis/{apiId}/versions",
  parameters: {
    apiId: path("apiId", codec.string),
    idempotencyKey: header("Idempotency-Key", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: NewVersion }],
  answers: { "202": { mediaType: "application/json", codec: Version } },
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

const GET_API_VERSION: Endpoint<VersionAnswer> = {
  method: "GET",
  path: "/apis/{apiId}/versions/{versionId}",
  parameters: {
    apiId: path("apiId", codec.string),
    versionId: path("versionId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: VersionAnswer } },
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

const UPDATE_API_VERSION: MaybeTaskEndpoint<Version, PendingVersion, GetStatusOfAnAsyncTask> = {
  method: "PUT",
  path: "/apis/{apiId}/versions/{versionId}",
  parameters: {
    apiId: path("apiId", codec.string),
    versionId: path("versionId", codec.string),
    prefer: header("Prefer", codec.string),
    idempotencyKey: header("Idempotency-Key", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: VersionInput }],
  answers: {
    "200": { mediaType: "application/json", codec: Version },
    "202": { mediaType: "application/json", codec: PendingVersion },
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

const DELETE_API_VERSION: Endpoint<void> = {
  method: "DELETE",
  path: "/apis/{apiId}/versions/{versionId}",
  parameters: {
    apiId: path("apiId", codec.string),
    versionId: path("versionId", codec.string),
  },
  answers: { "204": {} },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "409": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};
