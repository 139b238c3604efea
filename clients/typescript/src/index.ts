/** Pressroom */

export type { PressroomClientSettings } from "./client.js";
export { PressroomClient, SERVERS } from "./client.js";
export * from "./models/index.js";
export type { Problem } from "./runtime/errors.js";
export {
  ApiError,
  BadGateway,
  BadRequest,
  ClientError,
  Conflict,
  ConnectionFailed,
  ContentTooLarge,
  DecodeError,
  Forbidden,
  GatewayTimeout,
  Gone,
  InternalServerError,
  MethodNotAllowed,
  NotAcceptable,
  NotFound,
  NotImplementedByServer,
  PreconditionFailed,
  RequestTimeout,
  SdkError,
  ServerError,
  ServiceUnavailable,
  TaskFailed,
  TaskTimeout,
  TooManyRequests,
  Unauthorized,
  UnprocessableContent,
  UnsupportedMediaType,
} from "./runtime/errors.js";
export type {
  ClientCredentials,
  Codec,
  Event,
  FileContent,
  FileInput,
  Login,
  Model,
  Options,
  Outgoing,
  Raw,
  RawContent,
  Secret,
  Settings,
  Upload,
  WaitOptions,
} from "./runtime/index.js";
export { Call, Download, Page, Paginator, Server, Stream, Task } from "./runtime/index.js";
export type {
  CreateApiArguments,
  GetAllApisArguments,
  GetApiArguments,
  UpdateApiArguments,
} from "./services/apis.js";
export { APIsService } from "./services/apis.js";
export type {
  AddApiCollectionArguments,
  GetApiCollectionArguments,
  SyncCollectionWithSchemaArguments,
} from "./services/collections.js";
export { CollectionsService } from "./services/collections.js";
export type {
  CreateApiSchemaArguments,
  CreateUpdateApiSchemaFileArguments,
  GetApiSchemaArguments,
  GetApiSchemaFileContentsArguments,
  GetApiSchemaFilesArguments,
} from "./services/definitions.js";
export { DefinitionsService } from "./services/definitions.js";
export type {
  CreateSdkArguments,
  GetSdkArchiveArguments,
  GetSdksArguments,
} from "./services/sdks.js";
export { SDKsService } from "./services/sdks.js";
export type { GetWorkspacesArguments } from "./services/service.js";
export { Service } from "./services/service.js";
export type {
  GetStatusOfAnAsyncTaskArguments,
  GetTaskEventsArguments,
  GetTasksArguments,
  RetryTaskArguments,
} from "./services/tasks.js";
export { TasksService } from "./services/tasks.js";
export type {
  CreateApiVersionArguments,
  GetApiVersionsArguments,
  UpdateApiVersionArguments,
} from "./services/versions.js";
export { VersionsService } from "./services/versions.js";
export type {
  CreateWebhookArguments,
  GetWebhookDeliveriesArguments,
  GetWebhooksArguments,
  UpdateWebhookArguments,
} from "./services/webhooks.js";
export { WebhooksService } from "./services/webhooks.js";
