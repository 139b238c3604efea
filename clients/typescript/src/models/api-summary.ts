/** ApiSummary. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** An API. */
export interface ApiSummary extends Model {
  /** The API's id. */
  id: string;
  /** The API's name. */
  name: string;
  /** What the API does */
  summary?: string;
  /** What the API does */
  description?: string;
  /** When it was created. */
  createdAt: Date;
  /** When it was last changed. */
  updatedAt: Date;
  /** Number of the user who created it. */
  createdBy: number;
  /** Number of the user who last changed it. */
  updatedBy: number;
}

export const ApiSummary: Codec<ApiSummary> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  summary: codec.optional("summary", codec.string),
  description: codec.optional("description", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
  createdBy: codec.required("createdBy", codec.integer),
  updatedBy: codec.required("updatedBy", codec.integer),
}));
