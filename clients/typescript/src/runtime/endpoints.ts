/** Operations as values: how their arguments become a request, and what their answers hold. */

import type { Codec, Decoding } from "./codecs.js";
import type { ApiError } from "./errors.js";
import { DecodeError, errorClass } from "./errors.js";
import type { Event } from "./events.js";
import { kindOf } from "./media.js";
import type { Parameter } from "./parameters.js";
import { shown } from "./values.js";

/** How a property of a form or a multipart body is written. */
export interface PartStyle {
  readonly mediaType?: string;
  readonly file?: boolean;
  readonly many?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
}

/** A media type that a request may have its body in. */
export interface Content {
  readonly mediaType: string;
  readonly codec?: Codec<unknown>;
  readonly parts?: Readonly<Record<string, PartStyle>>;
}

/** What an answer holds; without a media type, nothing. For streams, one event's data or line. */
export interface Answer<T> {
  readonly mediaType?: string;
  readonly codec?: Decoding<T>;
}

/** Answers by status, which may be a range (`4XX`) or `default`. */
export type Answers<T> = Readonly<Record<string, Answer<T>>>;

/** One operation, which answers with `T`. `parameters` are by the names of the arguments. */
export interface Endpoint<T> {
  readonly method: string;
  readonly path: string;
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly bodies?: readonly Content[];
  readonly answers?: Answers<T>;
  readonly errors?: Answers<unknown>;
  /** Alternatives, each a combination of schemes by their key. */
  readonly security?: readonly (readonly string[])[];
  /** The argument that makes it safe to send twice. */
  readonly idempotencyKey?: string;
  /** Where it is, when not where the others are. */
  readonly server?: string;
}

/** How the next page is got, and where the items of a page are. */
export interface Pages {
  readonly style: "cursor" | "offset" | "page" | "link";
  readonly items?: readonly string[];
  readonly parameter?: string;
  readonly limit?: string;
  readonly next?: readonly string[];
  readonly url?: boolean;
  readonly start?: number;
  readonly total?: readonly string[];
  readonly more?: readonly string[];
}

/** An operation that lists `Item`s in pages; a page is a `Body`. */
export interface PagedEndpoint<Item, Body> extends Endpoint<Body> {
  readonly pages: Pages;
  readonly item: Decoding<Item>;
}

/** How to read the status of what goes on: the codec of the answer, and paths in it. */
export interface TaskStatus<Status> {
  readonly codec: Decoding<Status>;
  readonly path: readonly string[];
  readonly succeeded: readonly string[];
  readonly failed: readonly string[];
  readonly error?: readonly string[];
  /** The path below the task's that streams its events; empty for the task's own path. */
  readonly events?: string;
}

/** An operation that is accepted and goes on; `Accepted` is the first answer. */
export interface TaskEndpoint<Accepted, Status> extends Endpoint<Accepted> {
  readonly task: TaskStatus<Status>;
}

/**
 * An operation that answers with `Finished` when it can do so at once, and else goes on.
 *
 * The two properties are never there. They tell TypeScript which answer is which.
 */
export interface MaybeTaskEndpoint<Finished, Accepted, Status> extends TaskEndpoint<
  Finished | Accepted,
  Status
> {
  readonly finished?: Finished;
  readonly accepted?: Accepted;
}

/** An operation whose answer is a stream of `Item`s: its codecs are of an event's data, or a line. */
export interface StreamEndpoint<Item> extends Omit<Endpoint<unknown>, "answers"> {
  readonly answers: Answers<Item extends Event<infer Data> ? Data : Item>;
}

/** A request and the answer that has come in. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly response: Response;
  readonly content: Uint8Array;
}

/** The media types that an operation answers with, as `Accept` lists them. */
export function acceptOf(endpoint: Endpoint<unknown>): string {
  const listed = Object.values(endpoint.answers ?? {}).map((one) => one.mediaType ?? "");
  return [...new Set(listed)].filter(Boolean).join(", ") || "*/*";
}

/** The answer of a status: its own, else its range's, else the default. */
export function answerOf<T>(
  answers: Answers<T> | undefined,
  status: number,
): Answer<T> | undefined {
  for (const key of [String(status), `${Math.floor(status / 100)}XX`, "default"]) {
    if (answers !== undefined && Object.hasOwn(answers, key)) return answers[key];
  }
  return undefined;
}

/** The answer of a good status: the first, where none is told. */
export function goodAnswerOf<T>(endpoint: Endpoint<T>, status: number): Answer<T> {
  return answerOf(endpoint.answers, status) ?? Object.values(endpoint.answers ?? {})[0] ?? {};
}

/** The value of a good answer. Throws a `DecodeError`. */
export function resultOf<T>(endpoint: Endpoint<T>, exchange: Exchange): T {
  const { mediaType, codec } = goodAnswerOf(endpoint, exchange.response.status);
  const isEmpty = exchange.content.length === 0 && exchange.method === "HEAD";
  if (mediaType === undefined || isEmpty) return undefined as T;
  const kind = kindOf(mediaType);
  if (kind === "binary" || kind === "multipart") return exchange.content as T;
  if (kind !== "json" || codec === undefined) return textIn(exchange) as T;
  const document = jsonIn(exchange);
  try {
    return codec.decode(document);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new DecodeError(`in the answer, ${error.message}`, exchange.response);
  }
}

/** The error of a bad answer. */
export function errorOf(endpoint: Endpoint<unknown>, exchange: Exchange): ApiError {
  const { method, url, response } = exchange;
  const text = textIn(exchange);
  const document = parsed(text, text);
  const answer = answerOf(endpoint.errors, response.status);
  let body = document;
  try {
    body = answer?.codec === undefined ? document : answer.codec.decode(document);
  } catch (error) {
    // The error itself matters more than its shape.
    if (!(error instanceof DecodeError)) throw error;
  }
  return new (errorClass(response.status))({ method, url, response, body, document });
}

/** The JSON of an answer. Throws a `DecodeError`. */
export function jsonIn(exchange: Exchange): unknown {
  const text = textIn(exchange);
  const document = parsed(text, undefined);
  if (document === undefined) {
    throw new DecodeError(`the answer isn't JSON: ${shown(text)}`, exchange.response);
  }
  return document;
}

function textIn(exchange: Exchange): string {
  return new TextDecoder().decode(exchange.content);
}

function parsed(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return otherwise;
  }
}
