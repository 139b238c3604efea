/** The definition of an API, held as a schema of one or more files. */

import {
  CreatedSchema,
  GetApiSchemaResponse,
  ListedSchemaFile,
  NewSchema,
  Problem,
  SchemaFileContents,
  SchemaFileInput,
  SchemaFileList,
  WrittenSchemaFile,
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

/** What `createApiSchema` takes. */
export interface CreateApiSchemaArguments {
  /** The definition's type and files. */
  body: NewSchema;
}

/** What `getApiSchema` takes. */
export interface GetApiSchemaArguments {
  /** Answer what this published version holds, not what is there now. */
  versionId?: string;
  /**
   * Whether to answer one text, with the other files taken into the root file.
   *
   * The server assumes `False`.
   */
  bundled?: boolean;
}

/** What `getApiSchemaFiles` takes. */
export interface GetApiSchemaFilesArguments {
  /** Answer what this published version holds, not what is there now. */
  versionId?: string;
  /** The `meta.nextCursor` of the page before; the first page without it. */
  cursor?: string;
  /**
   * How many entries a page has at most.
   *
   * The server assumes `10`.
   */
  limit?: number;
}

/** What `getApiSchemaFileContents` takes. */
export interface GetApiSchemaFileContentsArguments {
  /** Answer what this published version holds, not what is there now. */
  versionId?: string;
}

/** What `createUpdateApiSchemaFile` takes. */
export interface CreateUpdateApiSchemaFileArguments {
  /** The file's content, and what else shall change. */
  body: SchemaFileInput;
}

/** The definition of an API, held as a schema of one or more files. */
export class DefinitionsService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Add a definition to an API
   *
   * Stores a definition of one or more files. Its `type` must be `openapi:2` (OpenAPI 2.0,
   * Swagger), `openapi:3` (OpenAPI 3.0) or `openapi:3_1`; the dialect's other types answer 422.
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
  createApiSchema(
    apiId: string,
    given: CreateApiSchemaArguments,
    options?: Options,
  ): Call<CreatedSchema> {
    return this.#sender.send(CREATE_API_SCHEMA, { apiId, ...given }, options);
  }

  /**
   * Get a definition
   *
   * A schema with a list of its files, or, with `bundled=true`, with its whole definition as one
   * text. A definition that can't be bundled, as a reference in it leads nowhere, answers 422.
   *
   * @param apiId The API's id.
   * @param schemaId The schema's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getApiSchema(
    apiId: string,
    schemaId: string,
    given: GetApiSchemaArguments = {},
    options?: Options,
  ): Call<GetApiSchemaResponse> {
    return this.#sender.send(GET_API_SCHEMA, { apiId, schemaId, ...given }, options);
  }

  /**
   * List the files of a definition
   *
   * The files of a schema, without their content.
   *
   * @param apiId The API's id.
   * @param schemaId The schema's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getApiSchemaFiles(
    apiId: string,
    schemaId: string,
    given: GetApiSchemaFilesArguments = {},
    options?: Options,
  ): Paginator<ListedSchemaFile, SchemaFileList> {
    return this.#sender.paginate(GET_API_SCHEMA_FILES, { apiId, schemaId, ...given }, options);
  }

  /**
   * Get a file of a definition
   *
   * One file of a schema, with its content.
   *
   * @param apiId The API's id.
   * @param schemaId The schema's id.
   * @param filePath The file's path inside the definition. It may hold slashes, sent as they are or
   *   encoded.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getApiSchemaFileContents(
    apiId: string,
    schemaId: string,
    filePath: string,
    given: GetApiSchemaFileContentsArguments = {},
    options?: Options,
  ): Call<SchemaFileContents> {
    return this.#sender.send(
      GET_API_SCHEMA_FILE_CONTENTS,
      { apiId, schemaId, filePath, ...given },
      options,
    );
  }

  /**
   * Write a file of a definition
   *
   * Creates the file at this path, or changes it if it is there.
   *
   * @param apiId The API's id.
   * @param schemaId The schema's id.
   * @param filePath The file's path inside the definition. It may hold slashes, sent as they are or
   *   encoded.
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
  createUpdateApiSchemaFile(
    apiId: string,
    schemaId: string,
    filePath: string,
    given: CreateUpdateApiSchemaFileArguments,
    options?: Options,
  ): Call<WrittenSchemaFile> {
    return this.#sender.send(
      CREATE_UPDATE_API_SCHEMA_FILE,
      { apiId, schemaId, filePath, ...given },
      options,
    );
  }

  /**
   * Delete a file of a definition
   *
   * Deletes a file that isn't the root file; for that one the answer is 422.
   *
   * @param apiId The API's id.
   * @param schemaId The schema's id.
   * @param filePath The file's path inside the definition. It may hold slashes, sent as they are or
   *   encoded.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  deleteApiSchemaFile(
    apiId: string,
    schemaId: string,
    filePath: string,
    options?: Options,
  ): Call<void> {
    return this.#sender.send(DELETE_API_SCHEMA_FILE, { apiId, schemaId, filePath }, options);
  }
}

const CREATE_API_SCHEMA: Endpoint<CreatedSchema> = {
  method: "POST",
  path: "/apis/{apiId}/schemas",
  parameters: {
    apiId: path("apiId", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: NewSchema }],
  answers: { "200": { mediaType: "application/json", codec: CreatedSchema } },
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

const GET_API_SCHEMA: Endpoint<GetApiSchemaResponse> = {
  method: "GET",
  path: "/apis/{apiId}/schemas/{schemaId}",
  parameters: {
    apiId: path("apiId", codec.string),
    schemaId: path("schemaId", codec.string),
    versionId: query("versionId", codec.string),
    bundled: query("bundled", codec.boolean),
  },
  answers: { "200": { mediaType: "application/json", codec: GetApiSchemaResponse } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const GET_API_SCHEMA_FILES: PagedEndpoint<ListedSchemaFile, SchemaFileList> = {
  method: "GET",
  path: "/apis/{apiId}/schemas/{schemaId}/files",
  parameters: {
    apiId: path("apiId", codec.string),
    schemaId: path("schemaId", codec.string),
    versionId: query("versionId", codec.string),
    cursor: query("cursor", codec.string),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: SchemaFileList } },
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
    items: ["files"],
    next: ["meta", "nextCursor"],
    parameter: "cursor",
    limit: "limit",
  },
  item: ListedSchemaFile,
};

const GET_API_SCHEMA_FILE_CONTENTS: Endpoint<SchemaFileContents> = {
  method: "GET",
  path: "/apis/{apiId}/schemas/{schemaId}/files/{file-path}",
  parameters: {
    apiId: path("apiId", codec.string),
    schemaId: path("schemaId", codec.string),
    filePath: path("file-path", codec.string),
    versionId: query("versionId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: SchemaFileContents } },
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

const CREATE_UPDATE_API_SCHEMA_FILE: Endpoint<WrittenSchemaFile> = {
  method: "PUT",
  path: "/apis/{apiId}/schemas/{schemaId}/files/{file-path}",
  parameters: {
    apiId: path("apiId", codec.string),
    schemaId: path("schemaId", codec.string),
    filePath: path("file-path", codec.string),
  },
  bodies: [{ mediaType: "application/json", codec: SchemaFileInput }],
  answers: { "200": { mediaType: "application/json", codec: WrittenSchemaFile } },
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

const DELETE_API_SCHEMA_FILE: Endpoint<void> = {
  method: "DELETE",
  path: "/apis/{apiId}/schemas/{schemaId}/files/{file-path}",
  parameters: {
    apiId: path("apiId", codec.string),
    schemaId: path("schemaId", codec.string),
    filePath: path("file-path", codec.string),
  },
  answers: { "204": {} },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};
