/** GitInfo. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A git repository linked to an API. This server links none. */
export interface GitInfo extends Model {
  /** Host of the repository. */
  domain?: string | null;
  /** Name of the repository. */
  repository?: string;
  /** Owner of the repository. */
  organization?: string;
  /** Folder with the definition. */
  schemaFolder?: string;
  /** Folder with the collections. */
  collectionFolder?: string;
}

export const GitInfo: Codec<GitInfo> = codec.object(() => ({
  domain: codec.optional("domain", codec.nullable(codec.string)),
  repository: codec.optional("repository", codec.string),
  organization: codec.optional("organization", codec.string),
  schemaFolder: codec.optional("schemaFolder", codec.string),
  collectionFolder: codec.optional("collectionFolder", codec.string),
}));
