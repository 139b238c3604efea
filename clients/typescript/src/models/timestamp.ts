/** Timestamp. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A time in UTC, RFC 3339, with milliseconds and `Z`. */
export type Timestamp = Date;

export const Timestamp: Codec<Timestamp> = codec.lazy(() => codec.dateTime);
