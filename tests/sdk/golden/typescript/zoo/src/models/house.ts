/** House. */

import type { Value } from "../runtime/index.js";

/** Where it lives. */
export const House = {
  WARM: "warm",
  WET: "wet",
  INTHEOPEN: "in-the-open",
} as const;

/** Where it lives. */
export type House = Value<typeof House>;
