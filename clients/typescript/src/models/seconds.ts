/** Seconds. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A number of seconds. */
export type Seconds = number;

export const Seconds: Codec<Seconds> = codec.lazy(() => codec.integer);
