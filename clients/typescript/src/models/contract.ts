/** Contract. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** An OpenAPI 3.1 document. */
export interface Contract extends Model {
  /** The OpenAPI version it is written in. */
  openapi: string;
  /** Title, version and licence. */
  info: Record<string, unknown>;
  /** The operations, by path. */
  paths?: Record<string, unknown>;
}

export const Contract: Codec<Contract> = codec.object(() => ({
  openapi: codec.required("openapi", codec.string),
  info: codec.required("info", codec.record(codec.unknown)),
  paths: codec.optional("paths", codec.record(codec.unknown)),
}));
