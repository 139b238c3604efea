/** CollectionId. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A collection's UUID, or its uid `<userId>-<uuid>`. */
export type CollectionId = string;

export const CollectionId: Codec<CollectionId> = codec.lazy(() => codec.string);
