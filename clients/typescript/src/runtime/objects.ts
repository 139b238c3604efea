/**
 * Codecs of objects with known properties.
 *
 * They are made from functions that are called when they are first used, so models may refer to
 * one another in circles.
 */

import type { Codec } from "./codec.js";
import { inside, Mismatch } from "./codec.js";
import { Literal, unknown } from "./scalars.js";
import { isRecord, own, plain, shown } from "./values.js";

type Direction = "both" | "readOnly" | "writeOnly";

/** How one property is written: `wire` is its key in JSON. */
export interface Field {
  readonly wire: string;
  readonly codec: Codec<unknown>;
  readonly required: boolean;
  readonly direction: Direction;
}

/** A property that is always there; `readOnly` ones are never sent, `writeOnly` ones only. */
export function required(
  wire: string,
  codec: Codec<unknown>,
  direction: Direction = "both",
): Field {
  return { wire, codec, required: true, direction };
}

/** A property that may be left out. */
export function optional(
  wire: string,
  codec: Codec<unknown>,
  direction: Direction = "both",
): Field {
  return { wire, codec, required: false, direction };
}

/** The type of the properties that aren't listed. It goes under `additionalProperties`. */
export function additional(codec: Codec<unknown>): Field {
  return { wire: "", codec, required: false, direction: "both" };
}

const OTHERS = "additionalProperties";

class Shape {
  readonly byName = new Map<string, Field>();
  readonly byWire = new Map<string, [name: string, field: Field]>();
  readonly others: Codec<unknown>;

  constructor(fields: Readonly<Record<string, Field>>) {
    this.others = fields[OTHERS]?.codec ?? unknown;
    for (const [name, field] of Object.entries(fields)) {
      if (name === OTHERS) continue;
      this.byName.set(name, field);
      this.byWire.set(field.wire, [name, field]);
    }
  }
}

export class ObjectCodec implements Codec<never> {
  #shape: Shape | undefined;

  constructor(readonly fields: () => Readonly<Record<string, Field>>) {}

  get shape(): Shape {
    return (this.#shape ??= new Shape(this.fields()));
  }

  decode(value: unknown): never {
    if (!isRecord(value)) throw new Mismatch("an object", value);
    const found: Record<string, unknown> = {};
    const others: [string, unknown][] = [];
    for (const [key, item] of Object.entries(value)) {
      const known = this.shape.byWire.get(key);
      if (known === undefined) others.push([key, inside(`.${key}`, this.shape.others, item)]);
      else found[known[0]] = inside(`.${key}`, known[1].codec, item);
    }
    const missing = this.#missing(value);
    if (missing !== undefined) {
      throw new Mismatch(`an object with ${shown(missing)}`, value);
    }
    if (others.length > 0) found[OTHERS] = Object.fromEntries(others);
    return found as never;
  }

  encode(value: unknown): unknown {
    if (!isRecord(value)) return plain(value);
    const parts = this.properties(value);
    return Object.fromEntries(parts.map(([wire, item, codec]) => [wire, codec.encode(item)]));
  }

  /** What is sent of an object: the key in JSON, the value and the codec of each property. */
  properties(value: Record<string, unknown>): [string, unknown, Codec<unknown>][] {
    const found: [string, unknown, Codec<unknown>][] = [];
    for (const [name, item] of Object.entries(value)) {
      const field = this.shape.byName.get(name);
      if (name === OTHERS && field === undefined && isRecord(item)) {
        for (const [key, one] of Object.entries(item)) found.push([key, one, this.shape.others]);
      } else if (field === undefined) {
        found.push([name, item, unknown]);
      } else if (field.direction !== "readOnly") {
        found.push([field.wire, item, field.codec]);
      }
    }
    return found.filter(([, item]) => item !== undefined);
  }

  /** The value of the property with this key in JSON. */
  named(value: unknown, wire: string): unknown {
    return own(value, this.shape.byWire.get(wire)?.[0] ?? wire);
  }

  fit(value: unknown): number {
    if (!isRecord(value) || this.#missing(value) !== undefined) return -1;
    return Object.keys(value).filter((key) => this.shape.byWire.has(key)).length;
  }

  suit(value: unknown): number {
    if (!isRecord(value)) return -1;
    for (const [name, field] of this.shape.byName) {
      const item = own(value, name);
      if (item === undefined && field.required && field.direction !== "readOnly") return -1;
      if (item !== undefined && field.codec instanceof Literal && field.codec.suit(item) < 0) {
        return -1;
      }
    }
    return Object.keys(value).filter((name) => this.shape.byName.has(name)).length;
  }

  #missing(value: Record<string, unknown>): string | undefined {
    for (const field of this.shape.byName.values()) {
      const needed = field.required && field.direction !== "writeOnly";
      if (needed && !Object.hasOwn(value, field.wire)) return field.wire;
    }
    return undefined;
  }
}

/** An object with these properties, by their names in the program. Others are kept. */
export function object<Out, In = Out>(
  fields: () => Readonly<Record<string, Field>>,
): Codec<Out, In> {
  return new ObjectCodec(fields);
}
