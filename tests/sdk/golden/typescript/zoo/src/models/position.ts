/** Position. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface Position extends Model {
  x: number;
  y: number;
}

export const Position: Codec<Position> = codec.object(() => ({
  x: codec.required("x", codec.integer),
  y: codec.required("y", codec.integer),
}));
