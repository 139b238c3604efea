/** WorkspaceType. */

import type { Value } from "../runtime/index.js";

/** Who a workspace is for. */
export const WorkspaceType = {
  PERSONAL: "personal",
  TEAM: "team",
  PRIVATE: "private",
  PUBLIC: "public",
  PARTNER: "partner",
} as const;

/** Who a workspace is for. */
export type WorkspaceType = Value<typeof WorkspaceType>;
