/** GeneratedCollection. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A collection to generate from the API's definition. */
export interface GeneratedCollection extends Model {
  /** Always `GENERATE_FROM_SCHEMA`. */
  operationType: "GENERATE_FROM_SCHEMA";
  /** The collection's name; the definition's title without it. */
  name?: string;
  /** How to generate it, by the converter's option names, such as `folderStrategy`. */
  options?: Record<string, unknown>;
}

export const GeneratedCollection: Codec<GeneratedCollection> = codec.object(() => ({
  operationType: codec.required("operationType", codec.literal("GENERATE_FROM_SCHEMA")),
  name: codec.optional("name", codec.string),
  options: codec.optional("options", codec.record(codec.unknown)),
}));
