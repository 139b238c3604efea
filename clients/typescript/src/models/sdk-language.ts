/** SdkLanguage. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/**
 * What a library is written in, such as `python` or `typescript`; `typescript-pages` are reference
 * pages with that language's names. A language that this server can't write is refused with 422,
 * which lists those that it can.
 */
export type SdkLanguage = string;

export const SdkLanguage: Codec<SdkLanguage> = codec.lazy(() => codec.string);
