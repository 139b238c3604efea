/** Codecs of values without parts. */

import type { Codec } from "./codec.js";
import { Mismatch } from "./codec.js";
import type { FileInput } from "./files.js";
import { isFileInput } from "./files.js";
import { fromBase64, plain, shown, toBase64 } from "./values.js";

class Scalar<Out> implements Codec<Out> {
  constructor(
    readonly expected: string,
    readonly read: (value: unknown) => Out | undefined,
    readonly write: (value: unknown) => unknown,
    readonly is: (value: unknown) => boolean,
  ) {}

  decode(value: unknown): Out {
    const found = this.read(value);
    if (found === undefined) throw new Mismatch(this.expected, value);
    return found;
  }

  encode(value: unknown): unknown {
    return this.write(value);
  }

  fit(value: unknown): number {
    return this.read(value) === undefined ? -1 : 0;
  }

  suit(value: unknown): number {
    return this.is(value) ? 0 : -1;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function same<T>(expected: string, is: (value: unknown) => value is T): Codec<T> {
  return new Scalar<T>(expected, (value) => (is(value) ? value : undefined), plain, is);
}

export const string: Codec<string> = same("a string", isText);

/** Exact up to 2^53, as numbers of JavaScript are. */
export const integer: Codec<number> = same("an integer", isInteger);

export const number: Codec<number> = same("a number", isNumber);

export const boolean: Codec<boolean> = same("true or false", isBoolean);

export const nothing: Codec<null> = same("null", (value): value is null => value === null);

/** Anything at all. */
export const unknown: Codec<unknown> = {
  decode: (value) => value,
  encode: plain,
  fit: () => 0,
  suit: () => 0,
};

const MOMENT = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?)?$/;

/** A time without a zone counts as UTC, so that it is the same one everywhere. */
function moment(value: unknown): Date | undefined {
  const found = isText(value) ? MOMENT.exec(value) : null;
  if (found === null) return undefined;
  const written = found[0].toUpperCase().replace(" ", "T");
  const date = new Date(found[1] !== undefined || !written.includes("T") ? written : `${written}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** RFC 3339, as a `Date`; its milliseconds are all that is kept of a fraction. */
export const dateTime: Codec<Date> = new Scalar(
  "a date and time",
  moment,
  plain,
  (value) => value instanceof Date,
);

const DAY = /^\d{4}-\d\d-\d\d/;

/** A day without a time, as text (`2026-01-31`): a `Date` would make it a moment of some zone. */
export const date: Codec<string> = new Scalar(
  "a date",
  (value) => (isText(value) && DAY.test(value) ? value.slice(0, 10) : undefined),
  (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : plain(value)),
  isText,
);

/** An exact number, as text. */
export const decimal: Codec<string> = new Scalar(
  "a number",
  (value) => (isText(value) || isNumber(value) ? String(value) : undefined),
  (value) => (isNumber(value) ? String(value) : plain(value)),
  isText,
);

/** Base64. */
export const bytes: Codec<Uint8Array> = new Scalar(
  "base64",
  (value) => (isText(value) ? fromBase64(value) : undefined),
  plain,
  (value) => value instanceof Uint8Array,
);

/** The content of a file where there is no place for one: text, or base64. */
export const binary: Codec<FileInput> = new Scalar<FileInput>(
  "a string",
  (value) => (isText(value) ? value : undefined),
  (value) => (value instanceof Uint8Array ? toBase64(value) : plain(value)),
  isFileInput,
);

type Constant = string | number | boolean;

export class Literal<T extends Constant> implements Codec<T> {
  constructor(readonly value: T) {}

  decode(value: unknown): T {
    if (value !== this.value) throw new Mismatch(shown(this.value), value);
    return this.value;
  }

  encode(value: T): unknown {
    return value;
  }

  fit(value: unknown): number {
    return value === this.value ? 1 : -1;
  }

  suit(value: unknown): number {
    return this.fit(value);
  }
}

/** Always this one. */
export function literal<const T extends Constant>(value: T): Codec<T> {
  return new Literal(value);
}

class Enumeration implements Codec<never> {
  #known: Set<unknown> | undefined;

  constructor(
    readonly values: Readonly<Record<string, unknown>>,
    readonly of: Codec<unknown>,
  ) {}

  decode(value: unknown): never {
    return this.of.decode(value) as never;
  }

  encode(value: unknown): unknown {
    return this.of.encode(value);
  }

  fit(value: unknown): number {
    this.#known ??= new Set(Object.values(this.values));
    return this.#known.has(value) ? 1 : this.of.fit(value);
  }

  suit(value: unknown): number {
    return this.fit(value);
  }
}

/** What a value of an enum is: one that is listed, or another one of its kind. */
export type Value<E> = Named<E[keyof E]>;

type Named<V> = V extends string
  ? V | (string & {})
  : V extends number
    ? V | (number & {})
    : V extends boolean
      ? V
      : never;

/** One of some values, or another one of their kind. */
export function enumeration<const E extends Readonly<Record<string, Constant>>>(
  values: E,
  of: Codec<unknown> = string,
): Codec<Value<E>> {
  return new Enumeration(values, of);
}
