/** GivenCollection. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Collection } from "./collection.js";

/** A collection that comes with the request. */
export interface GivenCollection extends Model {
  /** Always `CREATE_NEW`. */
  operationType: "CREATE_NEW";
  /** The collection. */
  data: Collection;
}

export const GivenCollection: Codec<GivenCollection> = codec.object(() => ({
  operationType: codec.required("operationType", codec.literal("CREATE_NEW")),
  data: codec.required("data", Collection),
}));
