/** ElementType. */

import type { Value } from "../runtime/index.js";

export const ElementType = {
  COLLECTION: "collection",
  SPECIFICATION: "specification",
} as const;

export type ElementType = Value<typeof ElementType>;
