/** Cat. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Animal } from "./animal.js";
import { House } from "./house.js";

/** A cat. */
export interface Cat extends Model {
  /** Its number. */
  readonly id?: number;
  kind: "cat";
  name: string;
  born?: string;
  /** Whoever looks after it; null when nobody does. */
  keeper?: string | null;
  /** Where it lives. */
  house?: House;
  young?: Animal[];
  indoor: boolean;
}

export const Cat: Codec<Cat> = codec.object(() => ({
  id: codec.optional("id", codec.integer, "readOnly"),
  kind: codec.required("kind", codec.literal("cat")),
  name: codec.required("name", codec.string),
  born: codec.optional("born", codec.date),
  keeper: codec.optional("keeper", codec.nullable(codec.string)),
  house: codec.optional("house", codec.enumeration(House)),
  young: codec.optional("young", codec.array(Animal)),
  indoor: codec.required("indoor", codec.boolean),
}));
