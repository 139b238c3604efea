/** Problem. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface Problem extends Model {
  title: string;
  status: number;
  detail?: string;
}

export const Problem: Codec<Problem> = codec.object(() => ({
  title: codec.required("title", codec.string),
  status: codec.required("status", codec.integer),
  detail: codec.optional("detail", codec.string),
}));
