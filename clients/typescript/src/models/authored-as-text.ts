/** AuthoredAsText. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** Who created and changed something, where the dialect answers users as strings. */
export interface AuthoredAsText extends Model {
  /** The user who created it. */
  createdBy: string;
  /** The user who last changed it. */
  updatedBy: string;
}

export const AuthoredAsText: Codec<AuthoredAsText> = codec.object(() => ({
  createdBy: codec.required("createdBy", codec.string),
  updatedBy: codec.required("updatedBy", codec.string),
}));
