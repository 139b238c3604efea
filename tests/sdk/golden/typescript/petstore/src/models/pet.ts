/** Pet. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Kind } from "./kind.js";

export interface Pet extends Model {
  readonly id?: number;
  name: string;
  kind: Kind;
  born?: string | null;
  tags?: string[];
  parents?: Pet[];
}

export const Pet: Codec<Pet> = codec.object(() => ({
  id: codec.optional("id", codec.integer, "readOnly"),
  name: codec.required("name", codec.string),
  kind: codec.required("kind", codec.enumeration(Kind)),
  born: codec.optional("born", codec.nullable(codec.date)),
  tags: codec.optional("tags", codec.array(codec.string)),
  parents: codec.optional("parents", codec.array(Pet)),
}));
