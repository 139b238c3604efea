/** ListAnimalsResponse, and what is in it. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Animal } from "./animal.js";

export interface ListAnimalsResponse extends Model {
  data: Animal[];
  meta?: Meta;
}

export const ListAnimalsResponse: Codec<ListAnimalsResponse> = codec.object(() => ({
  data: codec.required("data", codec.array(Animal)),
  meta: codec.optional("meta", Meta),
}));

export interface Meta extends Model {
  nextCursor?: string | null;
}

export const Meta: Codec<Meta> = codec.object(() => ({
  nextCursor: codec.optional("nextCursor", codec.nullable(codec.string)),
}));
