/** GetApiSchemaResponse. */

import type { Codec } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { BundledSchema } from "./bundled-schema.js";
import { Schema } from "./schema.js";

export type GetApiSchemaResponse = Schema | BundledSchema;

export const GetApiSchemaResponse: Codec<GetApiSchemaResponse> = codec.union(() => [
  Schema,
  BundledSchema,
]);
