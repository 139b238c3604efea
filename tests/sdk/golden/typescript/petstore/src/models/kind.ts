/** Kind. */

import type { Value } from "../runtime/index.js";

export const Kind = {
  CAT: "cat",
  DOG: "dog",
  BIRD: "bird",
  OTHER: "other",
} as const;

export type Kind = Value<typeof Kind>;
