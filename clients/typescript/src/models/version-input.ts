/** VersionInput. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** What a caller says about a version. */
export interface VersionInput extends Model {
  /** The version's name, such as `1.4.0`. */
  name: string;
  /** What is new in it; Markdown. */
  releaseNotes?: string;
}

export const VersionInput: Codec<VersionInput> = codec.object(() => ({
  name: codec.required("name", codec.string),
  releaseNotes: codec.optional("releaseNotes", codec.string),
}));
