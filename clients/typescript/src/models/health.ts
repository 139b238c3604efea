/** Health. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** That all is well. */
export interface Health extends Model {
  /** Always `ok`. */
  status: "ok";
}

export const Health: Codec<Health> = codec.object(() => ({
  status: codec.required("status", codec.literal("ok")),
}));
