/** NewVersion. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { CollectionReference } from "./collection-reference.js";
import { SchemaReference } from "./schema-reference.js";

/** A version to publish. */
export interface NewVersion extends Model {
  /** The version's name, such as `1.4.0`. */
  name: string;
  /** What is new in it; Markdown. */
  releaseNotes?: string;
  /** The schemas to publish. */
  schemas: SchemaReference[];
  /** The collections to publish; may be empty. */
  collections: CollectionReference[];
}

export const NewVersion: Codec<NewVersion> = codec.object(() => ({
  name: codec.required("name", codec.string),
  releaseNotes: codec.optional("releaseNotes", codec.string),
  schemas: codec.required("schemas", codec.array(SchemaReference)),
  collections: codec.required("collections", codec.array(CollectionReference)),
}));
