/** An endpoint and its arguments to a request, without sending it. */

import type { Codec } from "./codecs.js";
import { unknown } from "./codecs.js";
import type { Content, Endpoint, PartStyle } from "./endpoints.js";
import { acceptOf } from "./endpoints.js";
import type { FileInput, Piece } from "./files.js";
import { bodyOf, isFileInput, isRepeatable, isUpload, pieceOf, uploadOf } from "./files.js";
import { kindOf } from "./media.js";
import { multipart } from "./multipart.js";
import type { Parameter } from "./parameters.js";
import {
  ASIS,
  escaped,
  formText,
  headerText,
  isGiven,
  pathText,
  query,
  queryPairs,
  wellFormed,
} from "./parameters.js";
import { isRecord, plain } from "./values.js";

/** What one call does differently from the rest of its client. */
export interface Options {
  /** Milliseconds for each attempt; `Infinity` for no limit. */
  timeout?: number;
  /** How often a request is sent again at most. */
  retries?: number;
  headers?: Record<string, string>;
  query?: Record<string, unknown>;
  /** Chooses among the media types that a body may have. */
  contentType?: string;
  /** Makes the request safe to send again; it is sent as the header `Idempotency-Key`. */
  idempotencyKey?: string;
  /** Ends the call. */
  signal?: AbortSignal;
}

/** An encoded body. */
export interface Payload {
  readonly mediaType: string;
  readonly pieces: readonly Piece[];
}

/** A request that is ready to be sent, as often as it takes. */
export interface Prepared {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Payload | undefined;
  readonly repeatable: boolean;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** Methods that may be sent again without harm (RFC 9110, section 9.2.2). */
const IDEMPOTENT = new Set(["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"]);

/**
 * The request of an operation.
 *
 * `newKey` is used where the operation takes an idempotency key and the caller gives none.
 */
export function prepare(
  endpoint: Endpoint<unknown>,
  given: Arguments,
  options: Options,
  baseUrl: string,
  newKey: string,
): Prepared {
  const body = given["body"];
  const payload = body === undefined ? undefined : encodeBody(endpoint.bodies ?? [], body, options);
  const headers = headersOf(endpoint, given, options, newKey);
  if (payload !== undefined) headers["content-type"] ??= payload.mediaType;
  const safe =
    IDEMPOTENT.has(endpoint.method) ||
    endpoint.idempotencyKey !== undefined ||
    options.idempotencyKey !== undefined;
  return {
    method: endpoint.method,
    url: urlOf(endpoint, given, options, baseUrl),
    headers,
    payload,
    repeatable: safe && (payload?.pieces.every(isRepeatable) ?? true),
  };
}

/** What `fetch` takes for a request, made anew for each attempt. */
export function initOf(prepared: Prepared, headers: Headers, signal: AbortSignal): RequestInit {
  const init: RequestInit & { duplex?: "half" } = {
    method: prepared.method,
    headers,
    signal,
    redirect: "manual",
  };
  if (prepared.payload !== undefined) {
    init.body = bodyOf(prepared.payload.pieces);
    if (init.body instanceof ReadableStream) init.duplex = "half";
  }
  return init;
}

function urlOf(
  endpoint: Endpoint<unknown>,
  given: Arguments,
  options: Options,
  baseUrl: string,
): string {
  let path = endpoint.path;
  const pairs: string[] = [];
  for (const [name, parameter] of Object.entries(endpoint.parameters ?? {})) {
    const value = given[name];
    if (parameter.location === "path") {
      path = path.split(`{${parameter.wire}}`).join(segment(parameter, value));
    } else if (parameter.location === "query" && isGiven(value)) {
      pairs.push(...queryPairs(parameter, value).map((pair) => pair.join("=")));
    } else if (parameter.location === "querystring" && isGiven(value)) {
      pairs.push(wholeQuery(parameter, value));
    }
  }
  for (const [key, value] of Object.entries(options.query ?? {})) {
    if (!isGiven(value)) continue;
    pairs.push(...queryPairs(query(key, unknown), value).map((pair) => pair.join("=")));
  }
  // URLs take dots as steps, escaped or not.
  if (path.split("/").some((one) => /^(?:\.|%2e){1,2}$/i.test(one))) {
    throw new TypeError(`a part of the path can't be "." or "..": ${path}`);
  }
  const url = baseUrl.replace(/\/+$/, "") + (path.startsWith("/") ? path : `/${path}`);
  if (pairs.length === 0) return url;
  return `${url}${url.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}

function segment(parameter: Parameter, value: unknown): string {
  if (!isGiven(value) || value === "") {
    throw new TypeError(`the path needs a value for ${JSON.stringify(parameter.wire)}`);
  }
  return pathText(parameter, value);
}

function wholeQuery(parameter: Parameter, value: unknown): string {
  const encoded = parameter.codec.encode(value);
  if (typeof encoded === "string") return encoded;
  if (isRecord(encoded) && kindOf(parameter.mediaType) === "form") {
    return formText(encoded, new Map());
  }
  return escaped(JSON.stringify(encoded));
}

function headersOf(
  endpoint: Endpoint<unknown>,
  given: Arguments,
  options: Options,
  newKey: string,
): Record<string, string> {
  const headers: Record<string, string> = { accept: acceptOf(endpoint) };
  const cookies: string[] = [];
  for (const [name, parameter] of Object.entries(endpoint.parameters ?? {})) {
    let value = given[name];
    if (name === endpoint.idempotencyKey) value ??= options.idempotencyKey ?? newKey;
    if (!isGiven(value)) continue;
    if (parameter.location === "header") {
      headers[parameter.wire.toLowerCase()] = headerValue(headerText(parameter, value));
    } else if (parameter.location === "cookie") {
      cookies.push(...queryPairs(parameter, value).map((pair) => pair.join("=")));
    }
  }
  if (cookies.length > 0) headers["cookie"] = cookies.join("; ");
  if (options.idempotencyKey !== undefined && endpoint.idempotencyKey === undefined) {
    headers["idempotency-key"] = options.idempotencyKey;
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** Header values are Latin-1 to HTTP; what ASCII can't hold is percent-encoded. */
function headerValue(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new TypeError("a header can't hold a line break");
  return text.replace(/[^\x20-\x7e\t]+/g, (run) => encodeURIComponent(wellFormed(run)));
}

/** Encode a body, in the media type asked for, or the first that can hold the value. */
function encodeBody(contents: readonly Content[], value: unknown, options: Options): Payload {
  const asked = options.contentType ?? "";
  const content =
    contents.find((one) => one.mediaType === asked) ??
    contents.find((one) => holds(one, value)) ??
    contents[0];
  const mediaType = asked || (content?.mediaType ?? "application/json");
  const codec = content?.codec ?? unknown;
  switch (kindOf(mediaType)) {
    case "json":
      return { mediaType, pieces: [json(codec.encode(value))] };
    case "form":
      return { mediaType, pieces: [form(codec.encode(value), content?.parts ?? {})] };
    case "multipart":
      return asMultipart(mediaType, codec, value, content?.parts ?? {});
    case "lines":
      return { mediaType, pieces: [lines(codec, value)] };
    default:
      return raw(mediaType, value);
  }
}

function asMultipart(
  mediaType: string,
  codec: Codec<unknown>,
  value: unknown,
  parts: Readonly<Record<string, PartStyle>>,
): Payload {
  const boundary = `----${crypto.randomUUID()}`;
  const pieces = multipart(value, codec, parts, boundary);
  return { mediaType: `${mediaType}; boundary=${boundary}`, pieces };
}

function holds(content: Content, value: unknown): boolean {
  const isText = typeof value === "string";
  const isRaw = !isText && isFileInput(value) && !isUpload(value);
  switch (kindOf(content.mediaType)) {
    case "binary":
    case "text":
    case "xml":
    case "events":
      return isFileInput(value);
    case "form":
    case "multipart":
      return isRecord(value);
    default:
      return !isRaw;
  }
}

function raw(mediaType: string, value: unknown): Payload {
  // Models where raw content is asked for: the author's word against ours.
  if (!isFileInput(value)) return { mediaType, pieces: [json(plain(value))] };
  const upload = uploadOf(value as FileInput);
  const named = isUpload(value) ? upload.mediaType || mediaType : mediaType;
  const type = named.includes("*") ? upload.mediaType || "application/octet-stream" : named;
  return { mediaType: type, pieces: [pieceOf(upload.content)] };
}

function json(document: unknown): string {
  return JSON.stringify(document);
}

function lines(codec: Codec<unknown>, value: unknown): string {
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => `${json(codec.encode(item))}\n`).join("");
}

function form(document: unknown, parts: Readonly<Record<string, PartStyle>>): string {
  if (!isRecord(document)) return String(document);
  const styles = new Map<string, Parameter>();
  for (const [wire, { style, explode = true }] of Object.entries(parts)) {
    if (style) styles.set(wire, query(wire, ASIS, { style, explode }));
  }
  const given = Object.entries(document).filter(([, item]) => item !== null);
  return formText(Object.fromEntries(given), styles);
}
