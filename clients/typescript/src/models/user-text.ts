/** UserText. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A user's number, as a string. */
export type UserText = string;

export const UserText: Codec<UserText> = codec.lazy(() => codec.string);
