/** Parameters to text, by OpenAPI's styles (OpenAPI 3.1, Parameter Object; RFC 6570). */

import type { Codec } from "./codecs.js";
import { isRecord } from "./values.js";

export type Location = "path" | "query" | "header" | "cookie" | "querystring";

/** How one argument is sent. With a `mediaType`, its value is JSON or text of that type. */
export interface Parameter {
  readonly location: Location;
  readonly wire: string;
  readonly codec: Codec<unknown>;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly mediaType: string;
}

/** What isn't usual about how a parameter is written. */
export interface Style {
  style?: string;
  explode?: boolean;
  allowReserved?: boolean;
  mediaType?: string;
}

/** A parameter in the path. */
export function path(wire: string, codec: Codec<unknown>, style: Style = {}): Parameter {
  return made("path", wire, codec, { style: "simple", explode: false, ...style });
}

/** A parameter in the query. */
export function query(wire: string, codec: Codec<unknown>, style: Style = {}): Parameter {
  return made("query", wire, codec, style);
}

/** The whole query (OpenAPI 3.2). */
export function querystring(wire: string, codec: Codec<unknown>, style: Style = {}): Parameter {
  return made("querystring", wire, codec, style);
}

/** A header. */
export function header(wire: string, codec: Codec<unknown>, style: Style = {}): Parameter {
  return made("header", wire, codec, { style: "simple", explode: false, ...style });
}

/** A cookie. Browsers don't let programs set them. */
export function cookie(wire: string, codec: Codec<unknown>, style: Style = {}): Parameter {
  return made("cookie", wire, codec, style);
}

function made(location: Location, wire: string, codec: Codec<unknown>, style: Style): Parameter {
  const usual = { style: "form", explode: true, allowReserved: false, mediaType: "" };
  return { location, wire, codec, ...usual, ...style };
}

type Escape = (text: string) => string;

/** Everything but letters, digits and `-_.~`, as RFC 3986 reserves it. */
export function escaped(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A text whose halves of characters are replaced, which no URL can hold. */
export function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

/** Reserved signs stay, but for those that would end or change a query. */
function escapedButReserved(text: string): string {
  return escaped(text).replace(/%(?:2F|3A|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B|3D)/g, (one) =>
    decodeURIComponent(one),
  );
}

/** What replaces `{name}` in a path: styles `simple`, `label` and `matrix`. */
export function pathText(parameter: Parameter, value: unknown): string {
  const plain = plainOf(parameter, value);
  if (parameter.style === "label") return label(plain, parameter.explode);
  if (parameter.style === "matrix") return matrix(parameter.wire, plain, parameter.explode);
  return simple(plain, parameter.explode, escaped);
}

/** The value of a header: style `simple`, nothing escaped. */
export function headerText(parameter: Parameter, value: unknown): string {
  return simple(plainOf(parameter, value), parameter.explode, (text) => text);
}

/** Names and values, escaped already, of a query or of cookies. */
export function queryPairs(parameter: Parameter, value: unknown): [string, string][] {
  const plain = plainOf(parameter, value);
  const escape = parameter.allowReserved ? escapedButReserved : escaped;
  return pairs(parameter, plain, escape).map(([name, text]) => [escaped(name), text]);
}

/**
 * An `application/x-www-form-urlencoded` body: each property by its style, else as `form`.
 *
 * Objects without a style are written as JSON.
 */
export function formText(document: object, styles: ReadonlyMap<string, Parameter>): string {
  const found: string[] = [];
  for (const [wire, value] of Object.entries(document)) {
    const style = styles.get(wire);
    const written = style === undefined && isRecord(value) ? JSON.stringify(value) : value;
    for (const pair of queryPairs(style ?? query(wire, ASIS), written)) found.push(pair.join("="));
  }
  return found.join("&");
}

/** A codec for what is JSON already. */
export const ASIS: Codec<unknown> = {
  decode: (value) => value,
  encode: (value) => value,
  fit: () => 0,
  suit: () => 0,
};

/** A scalar as text: `true`, `false`, numbers as in JSON, nothing for null. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether an argument is sent at all: RFC 6570 leaves out what is undefined or null. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** The JSON value; as text already where a media type says how. */
function plainOf(parameter: Parameter, value: unknown): unknown {
  const plain = parameter.codec.encode(value);
  const { mediaType } = parameter;
  if (mediaType !== "" && (typeof plain !== "string" || mediaType.includes("json"))) {
    return JSON.stringify(plain);
  }
  return plain;
}

function simple(plain: unknown, explode: boolean, escape: Escape): string {
  if (Array.isArray(plain)) return plain.map((item) => escape(textOf(item))).join(",");
  if (!isRecord(plain)) return escape(textOf(plain));
  const mark = explode ? "=" : ",";
  const listed = Object.entries(plain);
  return listed.map(([key, item]) => escape(key) + mark + escape(textOf(item))).join(",");
}

function label(plain: unknown, explode: boolean): string {
  if (Array.isArray(plain) && explode) {
    return plain.map((item) => `.${escaped(textOf(item))}`).join("");
  }
  if (isRecord(plain) && explode) {
    const listed = Object.entries(plain);
    return listed.map(([key, item]) => `.${escaped(key)}=${escaped(textOf(item))}`).join("");
  }
  return `.${simple(plain, false, escaped)}`;
}

function matrix(wire: string, plain: unknown, explode: boolean): string {
  if (explode && (Array.isArray(plain) || isRecord(plain))) {
    const listed: [string, unknown][] = Array.isArray(plain)
      ? plain.map((item) => [wire, item])
      : Object.entries(plain);
    return listed.map(([key, item]) => `;${escaped(key)}=${escaped(textOf(item))}`).join("");
  }
  return `;${escaped(wire)}=${simple(plain, false, escaped)}`;
}

const MARKS = new Map([
  ["spaceDelimited", "%20"],
  ["pipeDelimited", "%7C"],
]);

function pairs(parameter: Parameter, plain: unknown, escape: Escape): [string, string][] {
  const { wire, style, explode } = parameter;
  const mark = MARKS.get(style) ?? ",";
  if (!Array.isArray(plain) && !isRecord(plain)) return [[wire, escape(textOf(plain))]];
  if (style === "deepObject") return deep(wire, plain, escape);
  if (Array.isArray(plain)) {
    if (explode) return plain.map((item) => [wire, escape(textOf(item))]);
    return [[wire, plain.map((item) => escape(textOf(item))).join(mark)]];
  }
  const listed = Object.entries(plain);
  if (explode) return listed.map(([key, item]) => [key, escape(textOf(item))]);
  return [[wire, listed.flatMap((pair) => pair.map((one) => escape(textOf(one)))).join(mark)]];
}

/** `filter[owner][name]=x`; a list repeats its name. */
function deep(name: string, plain: unknown, escape: Escape): [string, string][] {
  if (Array.isArray(plain)) return plain.flatMap((item) => deep(name, item, escape));
  if (!isRecord(plain)) return [[name, escape(textOf(plain))]];
  return Object.entries(plain).flatMap(([key, item]) => deep(`${name}[${key}]`, item, escape));
}
