/** Client libraries and reference pages, built from definitions. */

import { BuildStatus, NewSdk, Problem, Sdk, SdkDownload, SdkList } from "../models/index.js";
import type {
  Call,
  Download,
  Endpoint,
  Options,
  PagedEndpoint,
  Paginator,
  Sender,
  Task,
  TaskEndpoint,
} from "../runtime/index.js";
import { codec, header, path, query } from "../runtime/index.js";

/** What `createSdk` takes. */
export interface CreateSdkArguments {
  /** What to build, and from what. */
  body: NewSdk;
  /**
   * Any text that names this request, such as a new UUID; it may be quoted. For 24 hours the same
   * request under the same key gets the first answer again, and nothing is done twice.
   */
  idempotencyKey?: string;
}

/** What `getSdks` takes. */
export interface GetSdksArguments {
  /** Only SDKs of this workspace. */
  workspaceId?: string;
  /** Only these SDKs. */
  sdkIds?: string[];
  /** Only SDKs whose building stands there. */
  buildStatus?: BuildStatus;
  /** Only SDKs in this language. */
  language?: string;
  /** Only SDKs that were built from what has this id. */
  sourceId?: string;
  /** The `meta.nextCursor` of the page before; the first page without it. */
  cursor?: string;
  /**
   * How many entries a page has at most.
   *
   * The server assumes `25`.
   */
  limit?: number;
}

/** What `getSdkArchive` takes. */
export interface GetSdkArchiveArguments {
  /** When the link ends, in seconds since 1970 (UTC). */
  expires: number;
  /** What proves that the link was given out here. */
  signature: string;
}

/** Client libraries and reference pages, built from definitions. */
export class SDKsService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Build an SDK
   *
   * Builds a client library, or reference pages, from a definition as it is now, or as a published
   * version holds it. `Location` is the SDK; its `buildStatus` tells when it can be downloaded.
   *
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws Conflict: It contradicts what is there, such as a name in use or a version still being
   *   published.
   * @throws ContentTooLarge: The body is over the size that this server takes.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  createSdk(given: CreateSdkArguments, options?: Options): Call<Task<void, Sdk>> {
    return this.#sender.start(CREATE_SDK, { ...given }, options);
  }

  /**
   * List SDKs
   *
   * The SDKs that pass every filter given, newest first.
   *
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getSdks(given: GetSdksArguments = {}, options?: Options): Paginator<Sdk, SdkList> {
    return this.#sender.paginate(GET_SDKS, { ...given }, options);
  }

  /**
   * Get an SDK
   *
   * What an SDK was built from, and how its building stands.
   *
   * @param sdkId The SDK's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getSdk(sdkId: string, options?: Options): Call<Sdk> {
    return this.#sender.send(GET_SDK, { sdkId }, options);
  }

  /**
   * Delete an SDK
   *
   * Deletes an SDK whose building has ended.
   *
   * @param sdkId The SDK's id.
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
  deleteSdk(sdkId: string, options?: Options): Call<void> {
    return this.#sender.send(DELETE_SDK, { sdkId }, options);
  }

  /**
   * Get a link to an SDK
   *
   * A link to the zip archive that works without a key, for five minutes.
   *
   * @param sdkId The SDK's id.
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
  getSdkDownloadUrl(sdkId: string, options?: Options): Call<SdkDownload> {
    return this.#sender.send(GET_SDK_DOWNLOAD_URL, { sdkId }, options);
  }

  /**
   * Download an SDK
   *
   * The zip archive of an SDK. The link is given out by `/sdks/{sdkId}/downloads`, and is its own
   * key.
   *
   * @param sdkId The SDK's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws Conflict: It contradicts what is there, such as a name in use or a version still being
   *   published.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getSdkArchive(sdkId: string, given: GetSdkArchiveArguments, options?: Options): Download {
    return this.#sender.download(GET_SDK_ARCHIVE, { sdkId, ...given }, options);
  }
}

const CREATE_SDK: TaskEndpoint<void, Sdk> = {
  method: "POST",
  path: "/sdks",
  parameters: {
    idempotencyKey: header("Idempotency-Key", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: NewSdk }],
  answers: { "202": {} },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "409": { mediaType: "application/problem+json", codec: Problem },
    "413": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  idempotencyKey: "idempotencyKey",
  task: {
    codec: Sdk,
    path: ["buildStatus"],
    succeeded: ["succeeded"],
    failed: ["failed"],
    error: ["error", "message"],
  },
};

const GET_SDKS: PagedEndpoint<Sdk, SdkList> = {
  method: "GET",
  path: "/sdks",
  parameters: {
    workspaceId: query("workspaceId", codec.string),
    sdkIds: query("sdkIds", codec.array(codec.string), { explode: false }),
    buildStatus: query("buildStatus", codec.enumeration(BuildStatus)),
    language: query("language", codec.string),
    sourceId: query("sourceId", codec.string),
    cursor: query("cursor", codec.string),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: SdkList } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  pages: {
    style: "cursor",
    items: ["data"],
    next: ["meta", "nextCursor"],
    total: ["meta", "total"],
    parameter: "cursor",
    limit: "limit",
  },
  item: Sdk,
};

const GET_SDK: Endpoint<Sdk> = {
  method: "GET",
  path: "/sdks/{sdkId}",
  parameters: {
    sdkId: path("sdkId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: Sdk } },
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

const DELETE_SDK: Endpoint<void> = {
  method: "DELETE",
  path: "/sdks/{sdkId}",
  parameters: {
    sdkId: path("sdkId", codec.string),
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

const GET_SDK_DOWNLOAD_URL: Endpoint<SdkDownload> = {
  method: "GET",
  path: "/sdks/{sdkId}/downloads",
  parameters: {
    sdkId: path("sdkId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: SdkDownload } },
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

const GET_SDK_ARCHIVE: Endpoint<unknown> = {
  method: "GET",
  path: "/sdks/{sdkId}/archive",
  parameters: {
    sdkId: path("sdkId", codec.string),
    expires: query("expires", codec.integer),
    signature: query("signature", codec.string),
  },
  answers: { "200": { mediaType: "application/zip" } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "409": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
};
