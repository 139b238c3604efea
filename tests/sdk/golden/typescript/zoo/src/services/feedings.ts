/** The operations of FeedingsService. */

import { Feeding, FeedingTask, ListResponse, StartFeedingResponse } from "../models/index.js";
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
import { codec, path, query } from "../runtime/index.js";

/** What `list` takes. */
export interface ListArguments {
  offset?: number;
  limit?: number;
}

/** What `startFeeding` takes. */
export interface StartFeedingArguments {
  body: Feeding;
}

export class FeedingsService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** List feedings */
  list(given: ListArguments = {}, options?: Options): Paginator<Feeding, ListResponse> {
    return this.#sender.paginate(LIST, { ...given }, options);
  }

  /** Feed everybody */
  startFeeding(
    given: StartFeedingArguments,
    options?: Options,
  ): Call<Task<StartFeedingResponse, FeedingTask>> {
    return this.#sender.start(START_FEEDING, { ...given }, options);
  }

  /** How a feeding goes */
  getFeedingTask(taskId: string, options?: Options): Call<FeedingTask> {
    return this.#sender.send(GET_FEEDING_TASK, { taskId }, options);
  }

  /** Watch feedings as they happen */
  watchFeedings(options?: Options): Stream<Event<Feeding>> {
    return this.#sender.stream(WATCH_FEEDINGS, {}, options);
  }

  /** GET /feedings/log */
  readLog(options?: Options): Stream<Feeding> {
    return this.#sender.stream(READ_LOG, {}, options);
  }
}

const LIST: PagedEndpoint<Feeding, ListResponse> = {
  method: "GET",
  path: "/feedings",
  parameters: {
    offset: query("offset", codec.integer),
    limit: query("limit", codec.integer),
  },
  answers: { "200": { mediaType: "application/json", codec: ListResponse } },
  security: [["key"]],
  pages: {
    style: "offset",
    items: ["items"],
    total: ["total"],
    parameter: "offset",
    limit: "limit",
  },
  item: Feeding,
};

const START_FEEDING: TaskEndpoint<StartFeedingResponse, FeedingTask> = {
  method: "POST",
  path: "/feedings",
  bodies: [{ mediaType: "application/json", codec: Feeding }],
  answers: { "202": { mediaType: "application/json", codec: StartFeedingResponse } },
  security: [["key"]],
  task: {
    codec: FeedingTask,
    path: ["status"],
    succeeded: ["completed"],
    failed: ["failed"],
    error: ["error", "message"],
  },
};

const GET_FEEDING_TASK: Endpoint<FeedingTask> = {
  method: "GET",
  path: "/feedings/tasks/{taskId}",
  parameters: {
    taskId: path("taskId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: FeedingTask } },
  security: [["key"]],
};

const WATCH_FEEDINGS: StreamEndpoint<Event<Feeding>> = {
  method: "GET",
  path: "/feedings/live",
  answers: { "200": { mediaType: "text/event-stream", codec: Feeding } },
  security: [["key"]],
};

const READ_LOG: StreamEndpoint<Feeding> = {
  method: "GET",
  path: "/feedings/log",
  answers: { "200": { mediaType: "application/x-ndjson", codec: Feeding } },
  security: [["key"]],
};
