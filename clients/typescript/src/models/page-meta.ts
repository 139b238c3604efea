/** PageMeta. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** Where a page stands in its list. */
export interface PageMeta extends Model {
  /** How many entries a page has at most. */
  limit: number;
  /** How many entries all pages have together. */
  total: number;
  /** The `cursor` of the next page; absent on the last. */
  nextCursor?: string;
}

export const PageMeta: Codec<PageMeta> = codec.object(() => ({
  limit: codec.required("limit", codec.integer),
  total: codec.required("total", codec.integer),
  nextCursor: codec.optional("nextCursor", codec.string),
}));
