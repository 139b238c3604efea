/** VersionAnswer. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { VersionDetails } from "./version-details.js";

/** A version, in its envelope. */
export interface VersionAnswer extends Model {
  /** The version. */
  version: VersionDetails;
}

export const VersionAnswer: Codec<VersionAnswer> = codec.object(() => ({
  version: codec.required("version", VersionDetails),
}));
