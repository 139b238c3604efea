/** SdkSource, and what is in it. */

import type { Codec, Model, Value } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** What an SDK is built from. */
export interface SdkSource extends Model {
  /**
   * `spec` is a definition, by the id of its schema; `collection` stands for the definition of its
   * API; `api-version` for the definition as a published version holds it.
   */
  type: Type;
  /** The id of the schema, API, version or collection. */
  id: string;
}

export const SdkSource: Codec<SdkSource> = codec.object(() => ({
  type: codec.required("type", codec.enumeration(Type)),
  id: codec.required("id", codec.string),
}));

/**
 * `spec` is a definition, by the id of its schema; `collection` stands for the definition of its
 * API; `api-version` for the definition as a published version holds it.
 */
export const Type = {
  SPEC: "spec",
  API: "api",
  APIVERSION: "api-version",
  COLLECTION: "collection",
} as const;

/**
 * `spec` is a definition, by the id of its schema; `collection` stands for the definition of its
 * API; `api-version` for the definition as a published version holds it.
 */
export type Type = Value<typeof Type>;
