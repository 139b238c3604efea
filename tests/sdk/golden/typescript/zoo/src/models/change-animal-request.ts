/** ChangeAnimalRequest. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface ChangeAnimalRequest extends Model {
  name?: string;
  keeper?: string | null;
}

export const ChangeAnimalRequest: Codec<ChangeAnimalRequest> = codec.object(() => ({
  name: codec.optional("name", codec.string),
  keeper: codec.optional("keeper", codec.nullable(codec.string)),
}));
