/** Sdk. */

import type { Codec, Model } from "../runtime/index.js";
import { codec } from "../runtime/index.js";
import { BuildStatus } from "./build-status.js";
import { SdkError } from "./sdk-error.js";
import { SdkSource } from "./sdk-source.js";

/** An SDK, and how its building stands. */
export interface Sdk extends Model {
  /** The SDK's id. */
  id: string;
  /** What it is written in. */
  language: string;
  /** What it is built from. */
  source: SdkSource;
  /** The workspace of its API. */
  workspaceId: string;
  /** The library's version, if one was asked for. */
  version?: string;
  /** How its building stands. */
  buildStatus: BuildStatus;
  /** Why it failed; absent otherwise. */
  error?: SdkError;
  /** When it was asked for. */
  createdAt: Date;
  /** When its building last went on. */
  updatedAt: Date;
}

export const Sdk: Codec<Sdk> = codec.object(() => ({
  id: codec.required("id", codec.string),
  language: codec.required("language", codec.string),
  source: codec.required("source", SdkSource),
  workspaceId: codec.required("workspaceId", codec.string),
  version: codec.optional("version", codec.string),
  buildStatus: codec.required("buildStatus", codec.enumeration(BuildStatus)),
  error: codec.optional("error", SdkError),
  createdAt: codec.required("createdAt", codec.dateTime),
  updatedAt: codec.required("updatedAt", codec.dateTime),
}));
