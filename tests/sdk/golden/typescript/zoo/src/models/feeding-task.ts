/** FeedingTask, and what is in it. */

import type { Codec, Model, Value } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

export interface FeedingTask extends Model {
  id?: string;
  status: Status;
  error?: Error;
}

export const FeedingTask: Codec<FeedingTask> = codec.object(() => ({
  id: codec.optional("id", codec.string),
  status: codec.required("status", codec.enumeration(Status)),
  error: codec.optional("error", Error),
}));

export const Status = {
  PENDING: "pending",
  COMPLETED: "completed",
  FAILED: "failed",
} as const;

export type Status = Value<typeof Status>;

export interface Error extends Model {
  message?: string;
}

export const Error: Codec<Error> = codec.object(() => ({
  message: codec.optional("message", codec.string),
}));
