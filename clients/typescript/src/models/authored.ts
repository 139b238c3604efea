/** Authored. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** Who created and changed something, by number. */
export interface Authored extends Model {
  /** Number of the user who created it. */
  createdBy: number;
  /** Number of the user who last changed it. */
  updatedBy: number;
}

export const Authored: Codec<Authored> = codec.object(() => ({
  createdBy: codec.required("createdBy", codec.integer),
  updatedBy: codec.required("updatedBy", codec.integer),
}));
