/** FileRoot. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** Whether a file is the one a definition starts from. */
export interface FileRoot extends Model {
  /**
   * Whether it is the root file.
   *
   * The server assumes `True`.
   */
  enabled?: boolean;
}

export const FileRoot: Codec<FileRoot> = codec.object(() => ({
  enabled: codec.optional("enabled", codec.boolean),
}));
