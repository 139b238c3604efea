/** TaskProgress, and what is in it. */

import type { Codec, Model, Value } from "../runtime/index.js";
import { codec } from "../runtime/index.js";

/** Where a task is on its way, as an event tells it. */
export interface TaskProgress extends Model {
  /**
   * Which start of the task this belongs to. After a worker died it is higher, and stages begin
   * anew.
   */
  attempt: number;
  /**
   * What is being done: waiting for a worker, loading the definition, converting collections,
   * writing.
   */
  stage: Stage;
  /** How many parts of the stage are done. */
  done: number;
  /** How many parts the stage has. */
  total: number;
  /** The same for people. */
  message: string;
  /** When it was so. */
  at: Date;
}

export const TaskProgress: Codec<TaskProgress> = codec.object(() => ({
  attempt: codec.required("attempt", codec.integer),
  stage: codec.required("stage", codec.enumeration(Stage)),
  done: codec.required("done", codec.integer),
  total: codec.required("total", codec.integer),
  message: codec.required("message", codec.string),
  at: codec.required("at", codec.dateTime),
}));

/**
 * What is being done: waiting for a worker, loading the definition, converting collections,
 * writing.
 */
export const Stage = {
  QUEUED: "queued",
  LOAD: "load",
  CONVERT: "convert",
  WRITE: "write",
} as const;

/**
 * What is being done: waiting for a worker, loading the definition, converting collections,
 * writing.
 */
export type Stage = Value<typeof Stage>;
