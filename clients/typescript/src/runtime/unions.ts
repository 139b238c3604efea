/** Codecs of one of several types. */

import type { Codec } from "./codec.js";
import { Mismatch } from "./codec.js";
import { Lazy, Nullable } from "./composites.js";
import { DecodeError } from "./errors.js";
import { ObjectCodec } from "./objects.js";
import { unknown } from "./scalars.js";
import { isRecord, own } from "./values.js";

/** The property whose value tells which member an object is: `members` by that value. */
export interface Discriminator {
  readonly wire: string;
  readonly members: Readonly<Record<string, Codec<unknown>>>;
}

class OneOf implements Codec<never> {
  #members: readonly Codec<unknown>[] | undefined;
  #discriminator: Discriminator | undefined;

  constructor(
    readonly make: () => readonly Codec<unknown>[],
    readonly told?: () => Discriminator,
  ) {}

  get members(): readonly Codec<unknown>[] {
    return (this.#members ??= this.make());
  }

  get discriminator(): Discriminator | undefined {
    return (this.#discriminator ??= this.told?.());
  }

  decode(value: unknown): never {
    const named = this.#named(value);
    if (named !== undefined) return named.decode(value) as never;
    const scored = this.members.map((member) => ({ member, score: member.fit(value) }));
    const fitting = scored.filter((one) => one.score >= 0);
    const tried = (fitting.length > 0 ? fitting : scored).sort((a, b) => b.score - a.score);
    let failed: unknown;
    for (const { member } of tried) {
      try {
        return member.decode(value) as never;
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
        failed ??= error;
      }
    }
    if (fitting.length === 1) throw failed;
    throw new Mismatch("one of several types, and fits none", value);
  }

  encode(value: unknown): unknown {
    return (this.chosen(value) ?? unknown).encode(value);
  }

  /** The member that a value of a program is of. */
  chosen(value: unknown): Codec<unknown> | undefined {
    const { wire, members } = this.discriminator ?? { wire: "", members: {} };
    for (const [name, member] of Object.entries(members)) {
      if (objectCodec(member)?.named(value, wire) === name) return member;
    }
    const scored = this.members.map((member) => ({ member, score: member.suit(value) }));
    const best = scored.sort((a, b) => b.score - a.score)[0];
    return best !== undefined && best.score >= 0 ? best.member : undefined;
  }

  fit(value: unknown): number {
    const named = this.#named(value);
    if (named !== undefined) return named.fit(value);
    return Math.max(...this.members.map((member) => member.fit(value)));
  }

  suit(value: unknown): number {
    return Math.max(...this.members.map((member) => member.suit(value)));
  }

  #named(value: unknown): Codec<unknown> | undefined {
    const told = this.discriminator;
    const name = told === undefined ? undefined : own(value, told.wire);
    if (told === undefined || typeof name !== "string") return undefined;
    return Object.hasOwn(told.members, name) ? told.members[name] : undefined;
  }
}

/** One of several types: the one that its discriminator names, else the one that fits best. */
export function union<Out, In = Out>(
  members: () => readonly Codec<unknown>[],
  discriminator?: () => Discriminator,
): Codec<Out, In> {
  return new OneOf(members, discriminator);
}

type Decoded<C> = C extends Codec<infer Out, never> ? Out : never;
type Encoded<C> = C extends Codec<unknown, infer In> ? In : never;

/** One of several types that their JSON form tells apart. */
export function choice<const C extends readonly Codec<unknown>[]>(
  ...members: C
): Codec<Decoded<C[number]>, Encoded<C[number]>> {
  return new OneOf(() => members) as Codec<Decoded<C[number]>, Encoded<C[number]>>;
}

/** The codec of the object that a codec stands for, if it stands for one. */
function objectCodec(codec: Codec<unknown>, value?: unknown): ObjectCodec | undefined {
  if (codec instanceof ObjectCodec) return codec;
  if (codec instanceof Lazy) return objectCodec(codec.of, value);
  if (codec instanceof Nullable) return objectCodec(codec.of, value);
  const chosen = codec instanceof OneOf && value !== undefined ? codec.chosen(value) : undefined;
  return chosen === undefined ? undefined : objectCodec(chosen, value);
}

/** What is sent of a value: the key in JSON, the value and the codec of each property. */
export function propertiesOf(
  codec: Codec<unknown>,
  value: unknown,
): [string, unknown, Codec<unknown>][] {
  if (!isRecord(value)) return [];
  const known = objectCodec(codec, value);
  if (known !== undefined) return known.properties(value);
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  return given.map(([key, item]) => [key, item, unknown]);
}
