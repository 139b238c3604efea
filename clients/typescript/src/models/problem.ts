/** Problem. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** What went wrong (RFC 9457). */
export interface Problem extends Model {
  /** The kind of problem; `about:blank` where the status says it all. */
  type: string;
  /** The kind of problem in a few words. */
  title: string;
  /** The HTTP status. */
  status: number;
  /** What is wrong here and what to do; names the field for a 400. */
  detail: string;
  /** Path of the request. */
  instance?: string;
}

export const Problem: Codec<Problem> = codec.object(() => ({
  type: codec.required("type", codec.string),
  title: codec.required("title", codec.string),
  status: codec.required("status", codec.integer),
  detail: codec.required("detail", codec.string),
  instance: codec.optional("instance", codec.string),
}));
