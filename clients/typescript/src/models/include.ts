/** Include. */

import type { Value } from "../runtime/index.js";

export const Include = {
  MOCKSDEACTIVATED: "mocks:deactivated",
  SCIM: "scim",
} as const;

export type Include = Value<typeof Include>;
