/** Uuid. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A UUID in its canonical form. */
export type Uuid = string;

export const Uuid: Codec<Uuid> = codec.lazy(() => codec.string);
