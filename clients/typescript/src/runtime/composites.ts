/** Codecs of values that hold others: lists, dictionaries, and what stands for another. */

import type { Codec } from "./codec.js";
import { inside, Mismatch } from "./codec.js";
import { isRecord, plain } from "./values.js";

class List<Out, In> implements Codec<Out[], In[]> {
  constructor(readonly items: Codec<Out, In>) {}

  decode(value: unknown): Out[] {
    if (!Array.isArray(value)) throw new Mismatch("a list", value);
    return value.map((item, index) => inside(`[${index}]`, this.items, item));
  }

  encode(value: In[]): unknown {
    return Array.isArray(value) ? value.map((item) => this.items.encode(item)) : plain(value);
  }

  fit(value: unknown): number {
    if (!Array.isArray(value)) return -1;
    return value.length > 0 ? this.items.fit(value[0]) : 0;
  }

  suit(value: unknown): number {
    if (!Array.isArray(value)) return -1;
    return value.length > 0 ? this.items.suit(value[0]) : 0;
  }
}

/** A list. */
export function array<Out, In = Out>(items: Codec<Out, In>): Codec<Out[], In[]> {
  return new List(items);
}

class Dictionary<Out, In> implements Codec<Record<string, Out>, Record<string, In>> {
  constructor(readonly values: Codec<Out, In>) {}

  decode(value: unknown): Record<string, Out> {
    if (!isRecord(value)) throw new Mismatch("an object", value);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, inside(`.${key}`, this.values, item)]),
    );
  }

  encode(value: Record<string, In>): unknown {
    const given = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(given.map(([key, item]) => [key, this.values.encode(item)]));
  }

  fit(value: unknown): number {
    return isRecord(value) ? 0 : -1;
  }

  suit(value: unknown): number {
    return isRecord(value) ? 0 : -1;
  }
}

/** An object with any keys. */
export function record<Out, In = Out>(
  values: Codec<Out, In>,
): Codec<Record<string, Out>, Record<string, In>> {
  return new Dictionary(values);
}

export class Nullable<Out, In> implements Codec<Out | null, In | null> {
  constructor(readonly of: Codec<Out, In>) {}

  decode(value: unknown): Out | null {
    return value === null ? null : this.of.decode(value);
  }

  encode(value: In | null): unknown {
    return value === null ? null : this.of.encode(value);
  }

  fit(value: unknown): number {
    return value === null ? 0 : this.of.fit(value);
  }

  suit(value: unknown): number {
    return value === null ? 0 : this.of.suit(value);
  }
}

/** A value, or null. */
export function nullable<Out, In = Out>(of: Codec<Out, In>): Codec<Out | null, In | null> {
  return new Nullable(of);
}

export class Lazy<Out, In> implements Codec<Out, In> {
  #of: Codec<Out, In> | undefined;

  constructor(readonly make: () => Codec<Out, In>) {}

  get of(): Codec<Out, In> {
    return (this.#of ??= this.make());
  }

  decode(value: unknown): Out {
    return this.of.decode(value);
  }

  encode(value: In): unknown {
    return this.of.encode(value);
  }

  fit(value: unknown): number {
    return this.of.fit(value);
  }

  suit(value: unknown): number {
    return this.of.suit(value);
  }
}

/** A type under a name of its own. */
export function lazy<Out, In = Out>(make: () => Codec<Out, In>): Codec<Out, In> {
  return new Lazy(make);
}
