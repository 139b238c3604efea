/**
 * What can go wrong, as one tree.
 *
 * SdkError
 * ├── ConnectionFailed        the server can't be reached, or didn't answer in time
 * ├── DecodeError             an answer isn't what the definition says
 * ├── TaskFailed              a long-running operation ended badly
 * ├── TaskTimeout             it hasn't ended yet
 * └── ApiError                the server answered with an error status
 *     ├── ClientError         4xx: BadRequest, Unauthorized, Forbidden, NotFound, …
 *     └── ServerError         5xx: InternalServerError, BadGateway, ServiceUnavailable, …
 */

import { isRecord } from "./values.js";

/** The base of every error of this package. */
export class SdkError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The server can't be reached, or didn't answer in time. The cause is the error of `fetch`. */
export class ConnectionFailed extends SdkError {}

/** An answer isn't what the definition says; `response` is the answer, where there is one. */
export class DecodeError extends SdkError {
  readonly response: Response | undefined;

  constructor(message: string, response?: Response) {
    super(message);
    this.response = response;
  }
}

/** A long-running operation ended badly; `status` is what the server last said about it. */
export class TaskFailed extends SdkError {
  readonly status: unknown;

  constructor(message: string, status: unknown) {
    super(message);
    this.status = status;
  }
}

/** A long-running operation hasn't ended in the time given. It goes on; wait again. */
export class TaskTimeout extends SdkError {}

/** The problem details of an error (RFC 9457). What an answer doesn't have is empty. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  /** The members that the RFC doesn't name. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** What an error is made of. */
export interface Refusal {
  readonly method: string;
  readonly url: string;
  readonly response: Response;
  /** The body as the definition says: a model, other JSON, or text. */
  readonly body: unknown;
  /** The body as it came in: JSON, or text. */
  readonly document: unknown;
}

/** The server answered with an error status. */
export class ApiError extends SdkError {
  /** The HTTP status. */
  readonly status: number;
  /** The answer's body, decoded as the definition says: a model, other JSON, or text. */
  readonly body: unknown;
  readonly problem: Problem;
  /** The answer itself; its body is read already. */
  readonly response: Response;

  constructor(refusal: Refusal) {
    const { method, url, response } = refusal;
    const problem = parseProblem(response, refusal.document);
    const said = problem.detail || problem.title || response.statusText;
    super(`${method} ${pathOf(url)}: ${response.status} ${said}`.trimEnd());
    this.status = response.status;
    this.body = refusal.body;
    this.problem = problem;
    this.response = response;
  }
}

/** 4xx: the request is at fault. */
export class ClientError extends ApiError {}

/** 400 */
export class BadRequest extends ClientError {}

/** 401: credentials are missing or wrong. */
export class Unauthorized extends ClientError {}

/** 403: the credentials don't allow it. */
export class Forbidden extends ClientError {}

/** 404 */
export class NotFound extends ClientError {}

/** 405 */
export class MethodNotAllowed extends ClientError {}

/** 406 */
export class NotAcceptable extends ClientError {}

/** 408 */
export class RequestTimeout extends ClientError {}

/** 409 */
export class Conflict extends ClientError {}

/** 410 */
export class Gone extends ClientError {}

/** 412 */
export class PreconditionFailed extends ClientError {}

/** 413 */
export class ContentTooLarge extends ClientError {}

/** 415 */
export class UnsupportedMediaType extends ClientError {}

/** 422 */
export class UnprocessableContent extends ClientError {}

/** 429 */
export class TooManyRequests extends ClientError {}

/** 5xx: the server is at fault. */
export class ServerError extends ApiError {}

/** 500 */
export class InternalServerError extends ServerError {}

/** 501 */
export class NotImplementedByServer extends ServerError {}

/** 502 */
export class BadGateway extends ServerError {}

/** 503 */
export class ServiceUnavailable extends ServerError {}

/** 504 */
export class GatewayTimeout extends ServerError {}

const CLASSES = new Map<number, new (refusal: Refusal) => ApiError>([
  [400, BadRequest],
  [401, Unauthorized],
  [403, Forbidden],
  [404, NotFound],
  [405, MethodNotAllowed],
  [406, NotAcceptable],
  [408, RequestTimeout],
  [409, Conflict],
  [410, Gone],
  [412, PreconditionFailed],
  [413, ContentTooLarge],
  [415, UnsupportedMediaType],
  [422, UnprocessableContent],
  [429, TooManyRequests],
  [500, InternalServerError],
  [501, NotImplementedByServer],
  [502, BadGateway],
  [503, ServiceUnavailable],
  [504, GatewayTimeout],
]);

/** The class of an error status: its own, or that of its range. */
export function errorClass(status: number): new (refusal: Refusal) => ApiError {
  const general = status >= 500 ? ServerError : status >= 400 ? ClientError : ApiError;
  return CLASSES.get(status) ?? general;
}

/** The problem details in an error's JSON; `message` and `error` count as its detail. */
function parseProblem(response: Response, document: unknown): Problem {
  const { type, title, detail, instance, status: _, ...extensions } = fieldsOf(document);
  const { message, error } = extensions;
  const inner = isRecord(error) ? error["message"] : error;
  return {
    type: text(type) || "about:blank",
    title: text(title),
    status: response.status,
    detail: text(detail) || text(message) || text(inner),
    instance: text(instance),
    extensions,
  };
}

function fieldsOf(document: unknown): Record<string, unknown> {
  return isRecord(document) ? document : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
