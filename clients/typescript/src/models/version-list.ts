/** VersionList. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { PageMeta } from "./page-meta.js";
import { Version } from "./version.js";

/** A page of versions. */
export interface VersionList extends Model {
  /** The versions. */
  versions: Version[];
  /** Where the page stands in the list. */
  meta: PageMeta;
}

export const VersionList: Codec<VersionList> = codec.object(() => ({
  versions: codec.required("versions", codec.array(Version)),
  meta: codec.required("meta", PageMeta),
}));
