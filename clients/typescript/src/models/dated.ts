/** Dated. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** When something was created and changed. */
export interface Dated extends Model {
  /** When it was created. */
  createdAt: Date;
  /** When it was last changed. */
  updatedAt: Date;
}

export const Dated: Codec<Dated> = codec.object(() => ({
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
}));
