/** UploadPictureRequest. */

import type { Codec, FileInput, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface UploadPictureRequest extends Model {
  /** A photograph. */
  picture: FileInput;
  caption?: string;
}

export const UploadPictureRequest: Codec<UploadPictureRequest> = codec.object(() => ({
  picture: codec.required("picture", codec.binary),
  caption: codec.optional("caption", codec.string),
}));
