/** Usage. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** Use of one thing against its quota. */
export interface Usage extends Model {
  /** What is counted. */
  name?: string;
  /** How much there is. */
  limit?: number;
  /** How much has been used. */
  usage?: number;
  /** How much has been used beyond the limit. */
  overage?: number;
}

export const Usage: Codec<Usage> = codec.object(() => ({
  name: codec.optional("name", codec.string),
  limit: codec.optional("limit", codec.number),
  usage: codec.optional("usage", codec.number),
  overage: codec.optional("overage", codec.number),
}));
