/** GetStatusOfAnAsyncTask, and what is in it. */

import type { Codec, Model, Value } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface GetStatusOfAnAsyncTask extends Model {
  /** The task's ID. */
  id?: string;
  /** The response's non-standard meta information. */
  meta?: GetStatusOfAnAsyncTaskMeta;
  /** The task's current status. */
  status?: GetStatusOfAnAsyncTaskStatus;
  details?: Details;
  /** The date and time at which the task was created. */
  createdAt?: Date;
  /** The date and time at which the task was last updated. */
  updatedAt?: Date;
}

export const GetStatusOfAnAsyncTask: Codec<GetStatusOfAnAsyncTask> = codec.object(() => ({
  id: codec.optional("id", codec.string),
  meta: codec.optional("meta", GetStatusOfAnAsyncTaskMeta),
  status: codec.optional("status", codec.enumeration(GetStatusOfAnAsyncTaskStatus)),
  details: codec.optional("details", Details),
  createdAt: codec.optional("createdAt", codec.dateTime),
  updatedAt: codec.optional("updatedAt", codec.dateTime),
}));

/** The response's non-standard meta information. */
export interface GetStatusOfAnAsyncTaskMeta extends Model {
  /** The endpoint URL that created the task. */
  url?: string;
  /** The model for which the task is performing the operation. */
  model?: MetaModel;
  /** The task's action. */
  action?: Action;
}

export const GetStatusOfAnAsyncTaskMeta: Codec<GetStatusOfAnAsyncTaskMeta> = codec.object(() => ({
  url: codec.optional("url", codec.string),
  model: codec.optional("model", codec.enumeration(MetaModel)),
  action: codec.optional("action", codec.enumeration(Action)),
}));

/** The model for which the task is performing the operation. */
export const MetaModel = {
  COLLECTION: "collection",
  APIVERSION: "api-version",
} as const;

/** The model for which the task is performing the operation. */
export type MetaModel = Value<typeof MetaModel>;

/** The task's action. */
export const Action = {
  UPDATE: "update",
  CREATE: "create",
} as const;

/** The task's action. */
export type Action = Value<typeof Action>;

/** The task's current status. */
export const GetStatusOfAnAsyncTaskStatus = {
  PENDING: "pending",
  FAILED: "failed",
  COMPLETED: "completed",
} as const;

/** The task's current status. */
export type GetStatusOfAnAsyncTaskStatus = Value<typeof GetStatusOfAnAsyncTaskStatus>;

export type Details = Details1 | Details2;

export const Details: Codec<Details> = codec.union(() => [Details1, Details2]);

/** Information about the task's resources. */
export interface Details1 extends Model {
  resources?: Details1Resources[];
}

export const Details1: Codec<Details1> = codec.object(() => ({
  resources: codec.optional("resources", codec.array(Details1Resources)),
}));

export interface Details1Resources extends Model {
  /** The ID of the assigned resource. */
  id?: string;
  /** The task's assigned resource URL. */
  url?: string;
}

export const Details1Resources: Codec<Details1Resources> = codec.object(() => ({
  id: codec.optional("id", codec.string),
  url: codec.optional("url", codec.string),
}));

/** Information about the error that occurred during the task's processing. */
export interface Details2 extends Model {
  error?: Error;
}

export const Details2: Codec<Details2> = codec.object(() => ({
  error: codec.optional("error", Error),
}));

export interface Error extends Model {
  /** The task's error message. */
  message?: string;
}

export const Error: Codec<Error> = codec.object(() => ({
  message: codec.optional("message", codec.string),
}));
