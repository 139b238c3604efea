/** What turns JSON values into values of a program, and back. */

import { DecodeError } from "./errors.js";
import { shown } from "./values.js";

/** What every model has. */
export interface Model {
  /** The properties that the definition doesn't list, by their key in JSON. */
  additionalProperties?: Record<string, unknown>;
}

/** Decodes JSON. */
export interface Decoding<Out> {
  /** The value of a JSON value. Throws a `DecodeError` that says where it isn't as expected. */
  decode(value: unknown): Out;
}

/** Decodes JSON to `Out`, and encodes `In`, which may leave out what only the server sets. */
export interface Codec<Out, In = Out> extends Decoding<Out> {
  /** The JSON value of a value. */
  encode(value: In): unknown;
  /** How well a JSON value fits, at a glance: negative when it doesn't. */
  fit(value: unknown): number;
  /** How well a value of a program suits, at a glance: negative when it doesn't. */
  suit(value: unknown): number;
}

/** A value isn't what its type says; `path` leads to it. */
export class Mismatch extends DecodeError {
  readonly #said: string;
  #path = "";

  constructor(expected: string, value: unknown) {
    const said = `should be ${expected}: ${shown(value)}`;
    super(`the value ${said}`);
    this.name = "DecodeError";
    this.#said = said;
  }

  /** The same, seen from one step further out. */
  behind(step: string): this {
    this.#path = step + this.#path;
    this.message = `${this.#path} ${this.#said}`;
    return this;
  }
}

/** Decode what is one step further in. */
export function inside<T>(step: string, codec: Decoding<T>, value: unknown): T {
  try {
    return codec.decode(value);
  } catch (error) {
    throw error instanceof Mismatch ? error.behind(step) : error;
  }
}
