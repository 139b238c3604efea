/** VersionReference. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A version by its id and name. */
export interface VersionReference extends Model {
  /** The version's id. */
  id: string;
  /** The version's name. */
  name: string;
}

export const VersionReference: Codec<VersionReference> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
}));
