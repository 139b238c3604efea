/** Snake. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Animal } from "./animal.js";
import { House } from "./house.js";

export interface Snake extends Model {
  /** Its number. */
  readonly id?: number;
  kind: "snake";
  name: string;
  born?: string;
  /** Whoever looks after it; null when nobody does. */
  keeper?: string | null;
  /** Where it lives. */
  house?: House;
  young?: Animal[];
  venom?: number;
  /** Where it came from. */
  from?: string;
  shedAt?: Date[];
}

export const Snake: Codec<Snake> = codec.object(() => ({
  id: codec.optional("id", codec.integer, "readOnly"),
  kind: codec.required("kind", codec.literal("snake")),
  name: codec.required("name", codec.string),
  born: codec.optional("born", codec.date),
  keeper: codec.optional("keeper", codec.nullable(codec.string)),
  house: codec.optional("house", codec.enumeration(House)),
  young: codec.optional("young", codec.array(Animal)),
  venom: codec.optional("venom", codec.number),
  from: codec.optional("from", codec.string),
  shedAt: codec.optional("shed_at", codec.array(codec.dateTime)),
}));
