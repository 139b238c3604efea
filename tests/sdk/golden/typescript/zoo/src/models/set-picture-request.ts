/** SetPictureRequest. */

import type { Codec, FileInput, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { Position } from "./position.js";

export interface SetPictureRequest extends Model {
  /** The picture. */
  picture: FileInput;
  note?: string;
  position?: Position;
}

export const SetPictureRequest: Codec<SetPictureRequest> = codec.object(() => ({
  picture: codec.required("picture", codec.binary),
  note: codec.optional("note", codec.string),
  position: codec.optional("position", Position),
}));
