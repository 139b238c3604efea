/** User. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A user of this server. */
export interface User extends Model {
  /** The user's number. */
  id: number;
  /** The user's identifier at the identity provider. */
  sub?: string;
  /** The name to sign in with. */
  username: string;
  /** The e-mail address. */
  email?: string;
  /** The name in full. */
  fullName?: string;
  /** Address of a picture. */
  avatar?: string | null;
  /** Whether others can see the profile without a key. */
  isPublic?: boolean;
  /** Whether the e-mail address has been verified. */
  emailVerified?: boolean;
  /** The team's number. */
  teamId?: number;
  /** The team's name. */
  teamName?: string;
  /** The team's domain. */
  teamDomain?: string;
  /** What the user may do here: `viewer`, `editor` or `admin`. */
  roles: string[];
}

export const User: Codec<User> = codec.object(() => ({
  id: codec.required("id", codec.integer),
  sub: codec.optional("sub", codec.string),
  username: codec.required("username", codec.string),
  email: codec.optional("email", codec.string),
  fullName: codec.optional("fullName", codec.string),
  avatar: codec.optional("avatar", codec.nullable(codec.string)),
  isPublic: codec.optional("isPublic", codec.boolean),
  emailVerified: codec.optional("emailVerified", codec.boolean),
  teamId: codec.optional("teamId", codec.integer),
  teamName: codec.optional("teamName", codec.string),
  teamDomain: codec.optional("teamDomain", codec.string),
  roles: codec.required("roles", codec.array(codec.string)),
}));
