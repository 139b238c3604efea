/** VersionCollection. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A collection in a version. */
export interface VersionCollection extends Model {
  /** The collection's UUID or uid. */
  id: string;
  /** What kind of collection it is, if it is of a special kind. */
  type?: string;
}

export const VersionCollection: Codec<VersionCollection> = codec.object(() => ({
  id: codec.required("id", codec.string),
  type: codec.optional("type", codec.string),
}));
