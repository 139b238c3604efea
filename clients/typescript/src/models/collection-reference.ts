/** CollectionReference. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A collection by its id. */
export interface CollectionReference extends Model {
  /** The collection's UUID or uid. */
  id: string;
}

export const CollectionReference: Codec<CollectionReference> = codec.object(() => ({
  id: codec.required("id", codec.string),
}));
