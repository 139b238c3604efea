/** NewCollection. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { CopiedCollection } from "./copied-collection.js";
import { GeneratedCollection } from "./generated-collection.js";
import { GivenCollection } from "./given-collection.js";

/** A collection to add, in one of three ways. */
export type NewCollection = CopiedCollection | GivenCollection | GeneratedCollection;

export const NewCollection: Codec<NewCollection> = codec.union(
  () => [CopiedCollection, GivenCollection, GeneratedCollection],
  () => ({
    wire: "operationType",
    members: {
      COPY_COLLECTION: CopiedCollection,
      CREATE_NEW: GivenCollection,
      GENERATE_FROM_SCHEMA: GeneratedCollection,
    },
  }),
);
