/** UserNumber. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A user's number. */
export type UserNumber = number;

export const UserNumber: Codec<UserNumber> = codec.lazy(() => codec.integer);
