/** StartFeedingResponse. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface StartFeedingResponse extends Model {
  ticket?: string;
}

export const StartFeedingResponse: Codec<StartFeedingResponse> = codec.object(() => ({
  ticket: codec.optional("ticket", codec.string),
}));
