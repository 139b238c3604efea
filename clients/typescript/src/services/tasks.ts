/** Work that goes on after the answer, and how it ended. */

import {
  Action,
  GetStatusOfAnAsyncTask,
  GetStatusOfAnAsyncTaskStatus,
  MetaModel,
  Problem,
  StartedTask,
  TaskList,
  TaskModel,
  TaskReport,
} from "../models/index.js";
import type {
  Call,
  Endpoint,
  Event,
  Options,
  PagedEndpoint,
  Paginator,
  Sender,
  Stream,
  StreamEndpoint,
  Task,
  TaskEndpoint,
} from "../runtime/index.js";
import { codec, header, path, query } from "../runtime/index.js";

/** What `getTasks` takes. */
export interface GetTasksArguments {
  /** Only tasks of this API. */
  apiId?: string;
  /** Only these tasks. */
  taskIds?: string[];
  /** Only tasks that make or change one of these. */
  model?: MetaModel;
  /** Only tasks that do this. */
  action?: Action;
  /** Only tasks that stand there. */
  status?: GetStatusOfAnAsyncTaskStatus;
  /** Only tasks that were created then or later. */
  createdAfter?: Date;
  /** Only tasks that were created before. */
  createdBefore?: Date;
  /** The `meta.nextCursor` of the page before; the first page without it. */
  cursor?: string;
  /**
   * How many entries a page has at most.
   *
   * The server assumes `10`.
   */
  limit?: number;
}

/** What `getStatusOfAnAsyncTask` takes. */
export interface GetStatusOfAnAsyncTaskArguments {
  /** `wait=N` waits up to N seconds for the task to end (RFC 7240, section 4.3). */
  prefer?: string;
  /** The `ETag` of an earlier answer; or several (RFC 9110, section 13.1.2). */
  ifNoneMatch?: string;
}

/** What `retryTask` takes. */
export interface RetryTaskArguments {
  /**
   * Any text that names this request, such as a new UUID; it may be quoted. For 24 hours the same
   * request under the same key gets the first answer again, and nothing is done twice.
   */
  idempotencyKey?: string;
}

/** What `getTaskEvents` takes. */
export interface GetTaskEventsArguments {
  /** The `id` of the last event that was received. */
  lastEventID?: string;
}

/** Work that goes on after the answer, and how it ended. */
export class TasksService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * List tasks
   *
   * The tasks that pass every filter given, newest first.
   *
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getTasks(given: GetTasksArguments = {}, options?: Options): Paginator<TaskModel, TaskList> {
    return this.#sender.paginate(GET_TASKS, { ...given }, options);
  }

  /**
   * Get the status of a task
   *
   * Where a task stands. While it is pending, `Retry-After` says when to ask again, less often the
   * longer it takes; then `details` holds what it made, or why it failed. `Prefer: wait=N` holds
   * the answer until the task ends, for up to N seconds and at most 60. With `If-None-Match` the
   * answer is 304 when nothing has changed.
   *
   * @param apiId The API's id.
   * @param taskId The task's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getStatusOfAnAsyncTask(
    apiId: string,
    taskId: string,
    given: GetStatusOfAnAsyncTaskArguments = {},
    options?: Options,
  ): Call<GetStatusOfAnAsyncTask> {
    return this.#sender.send(GET_STATUS_OF_AN_ASYNC_TASK, { apiId, taskId, ...given }, options);
  }

  /**
   * Cancel a task
   *
   * Cancels a pending task: its status becomes `failed`, and the message names the key's owner.
   * What it was to make won't be there, and its name is free again. A worker that is at it can't
   * write its result.
   *
   * @param apiId The API's id.
   * @param taskId The task's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws Conflict: It contradicts what is there, such as a name in use or a version still being
   *   published.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  cancelTask(apiId: string, taskId: string, options?: Options): Call<TaskModel> {
    return this.#sender.send(CANCEL_TASK, { apiId, taskId }, options);
  }

  /**
   * Run a failed task again
   *
   * Starts a new task that does what the failed one was to do, with the definition as it is now,
   * under the same name and identifier. Answers 409 when the task hasn't failed, or what it needs
   * is gone, or its name was taken meanwhile.
   *
   * @param apiId The API's id.
   * @param taskId The task's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws Conflict: It contradicts what is there, such as a name in use or a version still being
   *   published.
   * @throws UnprocessableContent: The request is well-formed, yet can't be done; or its task
   *   failed.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  retryTask(
    apiId: string,
    taskId: string,
    given: RetryTaskArguments = {},
    options?: Options,
  ): Call<Task<StartedTask, GetStatusOfAnAsyncTask>> {
    return this.#sender.start(RETRY_TASK, { apiId, taskId, ...given }, options);
  }

  /**
   * Follow a task
   *
   * What a task goes through, as server-sent events (WHATWG HTML, section 9.2), from the first one
   * on. Events named `progress` hold a TaskProgress, and the last one, named `status`, the Task;
   * then the stream ends. `Last-Event-ID` resumes behind the event that it names; behind the last
   * one the answer is 204, so that a browser doesn't connect again. A comment comes every 15
   * seconds in which nothing else does. When the server stops, the stream ends without `status`:
   * connect again.
   *
   * @param apiId The API's id.
   * @param taskId The task's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getTaskEvents(
    apiId: string,
    taskId: string,
    given: GetTaskEventsArguments = {},
    options?: Options,
  ): Stream<Event<string | undefined>> {
    return this.#sender.stream(GET_TASK_EVENTS, { apiId, taskId, ...given }, options);
  }

  /**
   * Get what a task changed in collections
   *
   * Every change that a completed sync or publication made in collections, and every one of the
   * definition's changes that it didn't make since somebody had made another.
   *
   * @param apiId The API's id.
   * @param taskId The task's id.
   * @throws BadRequest: A part of the request is malformed; `detail` names the field.
   * @throws Unauthorized: No key came with the request, or one that isn't known.
   * @throws Forbidden: The key's role doesn't allow this.
   * @throws NotFound: Nothing has the id or path that was asked for.
   * @throws Conflict: It contradicts what is there, such as a name in use or a version still being
   *   published.
   * @throws InternalServerError: A fault of the server.
   * @throws ServiceUnavailable: The server can't reach its database, or is starting or stopping.
   *   Try again soon.
   */
  getTaskReport(apiId: string, taskId: string, options?: Options): Call<TaskReport> {
    return this.#sender.send(GET_TASK_REPORT, { apiId, taskId }, options);
  }
}

const GET_TASKS: PagedEndpoint<TaskModel, TaskList> = {
  method: "GET",
  path: "/tasks",
  parameters: {
    apiId: query("apiId", codec.string),
    taskIds: query("taskIds", codec.array(codec.string), { explode: false }),
    model: query("model", codec.enumeration(MetaModel)),
    action: query("action", codec.enumeration(Action)),
    status: query("status", codec.enumeration(GetStatusOfAnAsyncTaskStatus)),
    createdAfter: query("createdAfter", codec.dateTime),
    createdBefore: query("createdBefore", codec.dateTime),
    cursor: query("cursor", codec.string),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: TaskList } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  pages: {
    style: "cursor",
    items: ["tasks"],
    next: ["meta", "nextCursor"],
    total: ["meta", "total"],
    parameter: "cursor",
    limit: "limit",
  },
  item: TaskModel,
};

const GET_STATUS_OF_AN_ASYNC_TASK: Endpoint<GetStatusOfAnAsyncTask> = {
  method: "GET",
  path: "/apis/{apiId}/tasks/{taskId}",
  parameters: {
    apiId: path("apiId", codec.string),
    taskId: path("taskId", codec.string),
    prefer: header("Prefer", codec.string),
    ifNoneMatch: header("If-None-Match", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: GetStatusOfAnAsyncTask } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const CANCEL_TASK: Endpoint<TaskModel> = {
  method: "DELETE",
  path: "/apis/{apiId}/tasks/{taskId}",
  parameters: {
    apiId: path("apiId", codec.string),
    taskId: path("taskId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: TaskModel } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "409": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const RETRY_TASK: TaskEndpoint<StartedTask, GetStatusOfAnAsyncTask> = {
  method: "POST",
  path: "/apis/{apiId}/tasks/{taskId}/retries",
  parameters: {
    apiId: path("apiId", codec.string),
    taskId: path("taskId", codec.string),
    idempotencyKey: header("Idempotency-Key", codec.string),
  },
  answers: { "202": { mediaType: "application/json", codec: StartedTask } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "409": { mediaType: "application/problem+json", codec: Problem },
    "422": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
  idempotencyKey: "idempotencyKey",
  task: {
    codec: GetStatusOfAnAsyncTask,
    path: ["status"],
    succeeded: ["completed"],
    failed: ["failed"],
    error: ["details", "error", "message"],
    events: "/events",
  },
};

const GET_TASK_EVENTS: StreamEndpoint<Event<string | undefined>> = {
  method: "GET",
  path: "/apis/{apiId}/tasks/{taskId}/events",
  parameters: {
    apiId: path("apiId", codec.string),
    taskId: path("taskId", codec.string),
    lastEventID: header("Last-Event-ID", codec.string),
  },
  answers: { "200": { mediaType: "text/event-stream", codec: codec.string }, "204": {} },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};

const GET_TASK_REPORT: Endpoint<TaskReport> = {
  method: "GET",
  path: "/apis/{apiId}/tasks/{taskId}/report",
  parameters: {
    apiId: path("apiId", codec.string),
    taskId: path("taskId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: TaskReport } },
  errors: {
    "400": { mediaType: "application/problem+json", codec: Problem },
    "401": { mediaType: "application/problem+json", codec: Problem },
    "403": { mediaType: "application/problem+json", codec: Problem },
    "404": { mediaType: "application/problem+json", codec: Problem },
    "409": { mediaType: "application/problem+json", codec: Problem },
    "500": { mediaType: "application/problem+json", codec: Problem },
    "503": { mediaType: "application/problem+json", codec: Problem },
  },
  security: [["apiKey"], ["bearer"]],
};
