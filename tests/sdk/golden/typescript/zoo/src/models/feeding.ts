/** Feeding, and what is in it. */

import type { Codec, Model, Value } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface Feeding extends Model {
  at: Date;
  /** Food by its name, or what was weighed. */
  what: string | string[];
  weight?: string;
  level?: Level;
  proof?: Uint8Array;
  /** Its own address. */
  self?: string;
  list?: string[];
  next?: Feeding;
  additionalProperties?: Record<string, number>;
}

export const Feeding: Codec<Feeding> = codec.object(() => ({
  at: codec.required("at", codec.dateTime),
  what: codec.required("what", codec.choice(codec.string, codec.array(codec.string))),
  weight: codec.optional("weight", codec.decimal),
  level: codec.optional("level", codec.enumeration(Level, codec.integer)),
  proof: codec.optional("proof", codec.bytes),
  self: codec.optional("self", codec.string),
  list: codec.optional("list", codec.array(codec.string)),
  next: codec.optional("next", Feeding),
  additionalProperties: codec.additional(codec.integer),
}));

export const Level = {
  HUNGRY: 1,
  CONTENT: 2,
  FULL: 3,
} as const;

export type Level = Value<typeof Level>;
