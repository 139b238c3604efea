/** An API is what a definition, its collections and its versions belong to. */

import {
  Api,
  ApiInput,
  ApiList,
  ApiSummary,
  GetApiInclude,
  Problem,
  UpdatedApi,
} from "../models/index.js";
import type {
  Call,
  Endpoint,
  Options,
  PagedEndpoint,
  Paginator,
  Sender,
} from "../runtime/index.js";
import { codec, path, query } from "../runtime/index.js";

/** What `getAllApis` takes. */
export interface GetAllApisArguments {
  /** Only APIs of this workspace; those of all workspaces without it. */
  workspaceId?: string;
  /** Only APIs that the user with this number created. */
  createdBy?: number;
  /** Only APIs with this text in their description. */
  description?: string;
  /** The `meta.nextCursor` of the page before; the first page without it. */
  cursor?: string;
  /**
   * How many entries a page has at most.
   *
   * The server assumes `10`.
   */
  limit?: number;
}

/** What `createApi` takes. */
export interface CreateApiArguments {
  /** The API's name, summary and description. */
  body: ApiInput;
  /** The workspace to create the API in; the default one without it. */
  workspaceId?: string;
}

/** What `getApi` takes. */
export interface GetApiArguments {
  /** What belongs to the API and shall be in the answer. */
  include?: GetApiInclude[];
}

/** What `updateApi` takes. */
export interface UpdateApiArguments {
  /** The API's name, summary and description. */
  body: ApiInput;
}

/** An API is what a definition, its collections and its versions belong to. */
export class APIsService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * List APIs
   *
   * The APIs that pass every filter given, of one workspace or of all.
   *
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getAllApis(given: GetAllApisArguments = {}, options?: Options): Paginator<ApiSummary, ApiList> {
    return this.#sender.paginate(GET_ALL_APIS, { ...given }, options);
  }

  /**
   * Create an API
   *
   * Creates an API in a workspace. It starts without definition, collections and versions.
   *
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws ContentTooLarge: The body is over the size that this server takes.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  createApi(given: CreateApiArguments, options?: Options): Call<ApiSummary> {
    return this.#sender.send(CREATE_API, { ...given }, options);
  }

  /**
   * Get an API
   *
   * One API, with what `include` asks for.
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
  getApi(apiId: string, given: GetApiArguments = {}, options?: Options): Call<Api> {
    return this.#sender.send(GET_API, { apiId, ...given }, options);
  }

  /**
   * Rename or redescribe an API
   *
   * Changes the name, summary and description of an API.
   *
   * @param apiId The API's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws ContentTooLarge: The body is over the size that this server takes.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  updateApi(apiId: string, given: UpdateApiArguments, options?: Options): Call<UpdatedApi> {
    return this.#sender.send(UPDATE_API, { apiId, ...given }, options);
  }

  /**
   * Delete an API
   *
   * Deletes an API with all that belongs to it.
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
  deleteApi(apiId: string, options?: Options): Call<void> {
    return this.#sender.send(DELETE_API, { apiId }, options);
  }
}

const GET_ALL_APIS: PagedEndpoint<ApiSummary, ApiList> = {
  method: "GET",
  path: "/apis",
  parameters: {
    workspaceId: query("workspaceId", codec.string),
    createdBy: query("createdBy", codec.integer),
    description: query("description", codec.string),
    cursor: query("cursor", codec.string),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: ApiList } },
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
    items: ["apis"],
    next: ["meta", "nextCursor"],
    total: ["meta", "total"],
    parameter: "cursor",
    limit: "limit",
  },
  item: ApiSummary,
};

const CREATE_API: Endpoint<ApiSummary> = {
  method: "POST",
  path: "/apis",
  parameters: {
    workspaceId: query("workspaceId", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: ApiInput }],
  answers: { "200": { mediaType: "application/json", codec: ApiSummary } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "413": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const GET_API: Endpoint<Api> = {
  method: "GET",
  path: "/apis/{apiId}",
  parameters: {
    apiId: path("apiId", codec.string),
    include: query("include", codec.array(codec.enumeration(GetApiInclude))),
  },
  answers: { "200": { mediaType: "application/json", codec: Api } },
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

const UPDATE_API: Endpoint<UpdatedApi> = {
  method: "PUT",
  path: "/apis/{apiId}",
  parameters: {
    apiId: path("apiId", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: ApiInput }],
  answers: { "200": { mediaType: "application/json", codec: UpdatedApi } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "413": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const DELETE_API: Endpoint<void> = {
  method: "DELETE",
  path: "/apis/{apiId}",
  parameters: {
    apiId: path("apiId", codec.string),
  },
  answers: { "204": {} },
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
