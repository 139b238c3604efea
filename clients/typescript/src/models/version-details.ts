/** VersionDetails. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { VersionCollection } from "./version-collection.js";
import { VersionSchema } from "./version-schema.js";

/** A version with what it holds. */
export interface VersionDetails extends Model {
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
  /** The schemas it holds. */
  schemas: VersionSchema[];
  /** The collections it holds. */
  collections: VersionCollection[];
}

export const VersionDetails: Codec<VersionDetails> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  releaseNotes: codec.optional("releaseNotes", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
  schemas: codec.required("schemas", codec.array(VersionSchema)),
  collections: codec.required("collections", codec.array(VersionCollection)),
}));
