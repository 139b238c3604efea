/** CursorMeta. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** The way to the next page. */
export interface CursorMeta extends Model {
  /** The `cursor` of the next page; absent on the last. */
  nextCursor?: string;
}

export const CursorMeta: Codec<CursorMeta> = codec.object(() => ({
  nextCursor: codec.optional("nextCursor", codec.string),
}));
