/** Workspace, and what is in it. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { WorkspaceType } from "./workspace-type.js";

/** A place that APIs are kept in. */
export interface Workspace extends Model {
  /** The workspace's id. */
  id: string;
  /** The workspace's name. */
  name: string;
  /** Who it is for. */
  type: WorkspaceType;
  /** Who can see it. */
  visibility: WorkspaceType;
  /** The user who created it. */
  createdBy: string;
  /** What it is about. */
  about?: string;
  /** Who provisioned it; only with `include=scim`. */
  scim?: Scim;
  /** When it was created. */
  createdAt: Date;
  /** When it was last changed. */
  updatedAt: Date;
}

export const Workspace: Codec<Workspace> = codec.object(() => ({
  id: codec.required("id", codec.string),
  name: codec.required("name", codec.string),
  type: codec.required("type", codec.enumeration(WorkspaceType)),
  visibility: codec.required("visibility", codec.enumeration(WorkspaceType)),
  createdBy: codec.required("createdBy", codec.string),
  about: codec.optional("about", codec.string),
  scim: codec.optional("scim", Scim),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
}));

/** Who provisioned it; only with `include=scim`. */
export interface Scim extends Model {
  /** The provisioning identity. */
  createdBy?: string;
}

export const Scim: Codec<Scim> = codec.object(() => ({
  createdBy: codec.optional("createdBy", codec.string),
}));
