/** The server itself, the key's owner and the workspaces. */

import {
  AuthenticatedUser,
  Contract,
  ElementType,
  Health,
  Include,
  Problem,
  Workspace,
  WorkspaceList,
  WorkspaceType,
} from "../models/index.js";
import type {
  Call,
  Download,
  Endpoint,
  Options,
  PagedEndpoint,
  Paginator,
  Sender,
} from "../runtime/index.js";
import { codec, query } from "../runtime/index.js";

/** What `getWorkspaces` takes. */
export interface GetWorkspacesArguments {
  /** Only workspaces of this type. */
  type_?: WorkspaceType;
  /** Only workspaces that the user with this number created. */
  createdBy?: number;
  /** What to add to the answer, `scim` being who provisioned a workspace. */
  include?: Include;
  /** The kind of element that `elementId` names. */
  elementType?: ElementType;
  /** Only workspaces that hold this element; goes with `elementType`. */
  elementId?: string;
  /** The `meta.nextCursor` of the page before; the first page without it. */
  cursor?: string;
  /**
   * How many entries a page has at most.
   *
   * The server assumes `10`.
   */
  limit?: number;
}

/** The server itself, the key's owner and the workspaces. */
export class Service {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Check that the server is alive
   *
   * Answers 200 as long as the server takes requests. It doesn't look at the database.
   *
   * @throws InternalServerError: A fault of the server.
   */
  getHealth(options?: Options): Call<Health> {
    return this.#sender.send(GET_HEALTH, {}, options);
  }

  /**
   * Check that the server is ready
   *
   * Answers 200 when the server can reach its database, and the tables in it are those that this
   * program works on.
   *
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getReadiness(options?: Options): Call<Health> {
    return this.#sender.send(GET_READINESS, {}, options);
  }

  /**
   * Get metrics
   *
   * Numbers of tasks, the queue and requests, in Prometheus's text format. Those of tasks and the
   * queue are of all machines; those of requests, of the server that answers.
   *
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getMetrics(options?: Options): Call<string> {
    return this.#sender.send(GET_METRICS, {}, options);
  }

  /**
   * Get this contract as JSON
   *
   * The OpenAPI definition of this server, as JSON.
   *
   * @throws InternalServerError: A fault of the server.
   */
  getContractAsJson(options?: Options): Call<Contract> {
    return this.#sender.send(GET_CONTRACT_AS_JSON, {}, options);
  }

  /**
   * Get this contract as YAML
   *
   * The OpenAPI definition of this server, as the YAML text it is written in.
   *
   * @throws InternalServerError: A fault of the server.
   */
  getContractAsYaml(options?: Options): Download {
    return this.#sender.download(GET_CONTRACT_AS_YAML, {}, options);
  }

  /**
   * Get the key's owner
   *
   * The user that the key belongs to, with the roles it has here.
   *
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getAuthenticatedUser(options?: Options): Call<AuthenticatedUser> {
    return this.#sender.send(GET_AUTHENTICATED_USER, {}, options);
  }

  /**
   * List workspaces
   *
   * The workspaces that pass every filter given.
   *
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getWorkspaces(
    given: GetWorkspacesArguments = {},
    options?: Options,
  ): Paginator<Workspace, WorkspaceList> {
    return this.#sender.paginate(GET_WORKSPACES, { ...given }, options);
  }
}

const GET_HEALTH: Endpoint<Health> = {
  method: "GET",
  path: "/healthz",
  answers: { "200": { mediaType: "application/json", codec: Health } },
  errors: { "500": { mediaType: "application/problem+json", codec: Problem } },
};

const GET_READINESS: Endpoint<Health> = {
  method: "GET",
  path: "/readyz",
  answers: { "200": { mediaType: "application/json", codec: Health } },
  errors: {
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
};

const GET_METRICS: Endpoint<string> = {
  method: "GET",
  path: "/metrics",
  answers: { "200": { mediaType: "text/plain" } },
  errors: {
    "401": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const GET_CONTRACT_AS_JSON: Endpoint<Contract> = {
  method: "GET",
  path: "/openapi.json",
  answers: { "200": { mediaType: "application/json", codec: Contract } },
  errors: { "500": { mediaType: "application/problem+json", codec: Problem } },
};

const GET_CONTRACT_AS_YAML: Endpoint<unknown> = {
  method: "GET",
  path: "/openapi.yaml",
  answers: { "200": { mediaType: "application/yaml" } },
  errors: { "500": { mediaType: "application/problem+json", codec: Problem } },
};

const GET_AUTHENTICATED_USER: Endpoint<AuthenticatedUser> = {
  method: "GET",
  path: "/me",
  answers: { "200": { mediaType: "application/json", codec: AuthenticatedUser } },
  errors: {
    "401": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const GET_WORKSPACES: PagedEndpoint<Workspace, WorkspaceList> = {
  method: "GET",
  path: "/workspaces",
  parameters: {
    type_: query("type", codec.enumeration(WorkspaceType)),
    createdBy: query("createdBy", codec.integer),
    include: query("include", codec.enumeration(Include)),
    elementType: query("elementType", codec.enumeration(ElementType)),
    elementId: query("elementId", codec.string),
    cursor: query("cursor", codec.string),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: WorkspaceList } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  pages: {
    style: "cursor",
    items: ["workspaces"],
    next: ["meta", "nextCursor"],
    parameter: "cursor",
    limit: "limit",
  },
  item: Workspace,
};
