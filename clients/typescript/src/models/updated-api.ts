/** UpdatedApi. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** An API that was changed. Users are strings here, as the dialect has it. */
export interface UpdatedApi extends Model {
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
  /** The user who created it. */
  createdBy: string;
  /** The user who last changed it. */
  updatedBy: string;
}

export const UpdatedApi: Codec<UpdatedApi> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  summary: codec.optional("summary", codec.string),
  description: codec.optional("description", codec.string),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
  createdBy: codec.required("createdBy", codec.string),
  updatedBy: codec.required("updatedBy", codec.string),
}));
