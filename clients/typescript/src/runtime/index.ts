/** What every generated client stands on. Nothing here knows the API; nothing is generated. */

export type { ClientCredentials, Credential, Login, Secret } from "./auth.js";
export { ApiKey, Basic, Bearer, Digest, OAuth2 } from "./auth.js";
export type { Raw } from "./calls.js";
export { Call } from "./calls.js";
export type { Codec, Model, Value } from "./codecs.js";
export * as codec from "./codecs.js";
export type {
  Endpoint,
  MaybeTaskEndpoint,
  PagedEndpoint,
  StreamEndpoint,
  TaskEndpoint,
} from "./endpoints.js";
export type { Event } from "./events.js";
export type { FileContent, FileInput, RawContent, Upload } from "./files.js";
export { Page, Paginator } from "./pagination.js";
export { cookie, header, path, query, querystring } from "./parameters.js";
export type { Options } from "./requests.js";
export type { Outgoing, Settings } from "./sender.js";
export { Sender, Server } from "./sender.js";
export { Download, Stream } from "./streams.js";
export type { WaitOptions } from "./tasks.js";
export { Task } from "./tasks.js";
