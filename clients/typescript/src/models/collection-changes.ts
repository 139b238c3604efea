/** CollectionChanges. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { CollectionChange } from "./collection-change.js";

/** The changes of a collection by their kind. */
export interface CollectionChanges extends Model {
  /** Requests and folders that the definition brought. */
  added: CollectionChange[];
  /** Fields that only the definition had changed. */
  updated: CollectionChange[];
  /** Requests and folders that the definition put into another folder. */
  moved: CollectionChange[];
  /** Names that only the definition had changed. */
  renamed: CollectionChange[];
  /** Requests and folders that the definition dropped. */
  removed: CollectionChange[];
  /** What the definition dropped and somebody had changed, so it stays. */
  kept: CollectionChange[];
  /** Fields that both had changed; they stay as people have them. */
  conflicts: CollectionChange[];
}

export const CollectionChanges: Codec<CollectionChanges> = codec.object(() => ({
  added: codec.required("added", codec.array(CollectionChange)),
  updated: codec.required("updated", codec.array(CollectionChange)),
  moved: codec.required("moved", codec.array(CollectionChange)),
  renamed: codec.required("renamed", codec.array(CollectionChange)),
  removed: codec.required("removed", codec.array(CollectionChange)),
  kept: codec.required("kept", codec.array(CollectionChange)),
  conflicts: codec.required("conflicts", codec.array(CollectionChange)),
}));
