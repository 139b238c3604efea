/** GetApiInclude. */

import type { Value } from "../runtime/index.js";

export const GetApiInclude = {
  COLLECTIONS: "collections",
  VERSIONS: "versions",
  SCHEMAS: "schemas",
  GITINFO: "gitInfo",
} as const;

export type GetApiInclude = Value<typeof GetApiInclude>;
