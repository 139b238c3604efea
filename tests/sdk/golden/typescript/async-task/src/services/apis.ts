/** The operations of ApisService. */

import { GetStatusOfAnAsyncTask } from "../models/index.js";
import type { Call, Endpoint, Options, Sender } from "../runtime/index.js";
import { codec, path } from "../runtime/index.js";

export class ApisService {
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /**
   * Get the status of an asynchronous task
   *
   * @param apiId The API's ID.
   * @param taskId The task's ID.
   */
  getStatusOfAnAsyncTask(
    apiId: string,
    taskId: string,
    options?: Options,
  ): Call<GetStatusOfAnAsyncTask> {
    return this.#sender.send(GET_STATUS_OF_AN_ASYNC_TASK, { apiId, taskId }, options);
  }
}

const GET_STATUS_OF_AN_ASYNC_TASK: Endpoint<GetStatusOfAnAsyncTask> = {
  method: "GET",
  path: "/apis/{apiId}/tasks/{taskId}",
  parameters: {
    apiId: path("apiId", codec.string),
    taskId: path("taskId", codec.string),
  },
  answers: { "200": { mediaType: "application/json", codec: GetStatusOfAnAsyncTask } },
};
