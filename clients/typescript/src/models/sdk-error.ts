/** SdkError. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** Why an SDK couldn't be built. */
export interface SdkError extends Model {
  /** The kind of failure. */
  code: "build_failed";
  /** What is wrong, and where. */
  message: string;
}

export const SdkError: Codec<SdkError> = codec.object(() => ({
  code: codec.required("code", codec.literal("build_failed")),
  message: codec.required("message", codec.string),
}));
