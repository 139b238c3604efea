/** Filter. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface Filter extends Model {
  house?: string;
  born?: string;
}

export const Filter: Codec<Filter> = codec.object(() => ({
  house: codec.optional("house", codec.string),
  born: codec.optional("born", codec.date),
}));
