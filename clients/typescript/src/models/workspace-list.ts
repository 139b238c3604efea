/** WorkspaceList. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { CursorMeta } from "./cursor-meta.js";
import { Workspace } from "./workspace.js";

/** A page of workspaces. */
export interface WorkspaceList extends Model {
  /** The workspaces. */
  workspaces: Workspace[];
  /** The way to the next page. */
  meta: CursorMeta;
}

export const WorkspaceList: Codec<WorkspaceList> = codec.object(() => ({
  workspaces: codec.required("workspaces", codec.array(Workspace)),
  meta: codec.required("meta", CursorMeta),
}));
