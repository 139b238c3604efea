/** ListResponse. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Feeding } from "./feeding.js";

export interface ListResponse extends Model {
  items: Feeding[];
  total?: number;
}

export const ListResponse: Codec<ListResponse> = codec.object(() => ({
  items: codec.required("items", codec.array(Feeding)),
  total: codec.optional("total", codec.integer),
}));
