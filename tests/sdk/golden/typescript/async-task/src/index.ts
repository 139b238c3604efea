/** Async tasks */

export type { AsyncTaskClientSettings } from "./client.js";
export { AsyncTaskClient, SERVERS } from "./client.js";
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
export { ApisService } from "./services/apis.js";
export { InventoriesService } from "./services/inventories.js";
