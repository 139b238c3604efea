/** DeliveryAttempt. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** An attempt to deliver, with the answer's status or the reason why there is none. */
export interface DeliveryAttempt extends Model {
  /** When it was made. */
  at: Date;
  /** How long it took, in milliseconds. */
  durationMs: number;
  /** The status of the answer. */
  status?: number;
  /** The first 1,024 bytes of the answer's body, as text. */
  body?: string;
  /** Why there is no answer. */
  error?: string;
}

export const DeliveryAttempt: Codec<DeliveryAttempt> = codec.object(() => ({
  at: codec.required("at", codec.dateTime),
  durationMs: codec.required("durationMs", codec.integer),
  status: codec.optional("status", codec.integer),
  body: codec.optional("body", codec.string),
  error: codec.optional("error", codec.string),
}));
