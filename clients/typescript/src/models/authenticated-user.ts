/** AuthenticatedUser. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Usage } from "./usage.js";
import { User } from "./user.js";

/** The key's owner. */
export interface AuthenticatedUser extends Model {
  /** The user. */
  user: User;
  /** Use of the server against quotas. Empty, as there are none here. */
  operations: Usage[];
}

export const AuthenticatedUser: Codec<AuthenticatedUser> = codec.object(() => ({
  user: codec.required("user", User),
  operations: codec.required("operations", codec.array(Usage)),
}));
