/** SdkDownload. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** A link to an SDK's zip archive. */
export interface SdkDownload extends Model {
  /** The SDK's id. */
  id: string;
  /** What it is written in. */
  language: string;
  /** Where the archive is; needs no key. */
  url: string;
  /** When the link ends. */
  expiresAt: Date;
}

export const SdkDownload: Codec<SdkDownload> = codec.object(() => ({
  id: codec.required("id", codec.string),
  language: codec.required("language", codec.string),
  url: codec.required("url", codec.string),
  expiresAt: codec.required("expiresAt", codec.dateTime),
}));
