/** Version. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A version, without what it holds. */
export interface Version extends Model {
  /** The version's id. */
  id: string;
  /** The version's name, such as `1.4.0`. */
  name: string;
  /** What is new in it; Markdown. */
  releaseNotes?: string;
  /** When it was created. */
  createdAt: Date;
  /** When it was last changed. */
  updatedAt: Date;
}

export const Version: Codec<Version> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  releaseNotes: codec.optional("releaseNotes", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
}));
