/** Long-running operations: a handle to wait for what was accepted, or to follow it. */

import { unknown } from "./codecs.js";
import type { Exchange, TaskEndpoint, TaskStatus } from "./endpoints.js";
import { jsonIn, resultOf } from "./endpoints.js";
import { ConnectionFailed, DecodeError, SdkError, TaskFailed, TaskTimeout } from "./errors.js";
import type { Event } from "./events.js";
import { EventDecoder } from "./events.js";
import { retryAfter, sleep } from "./retries.js";
import type { Opened } from "./streams.js";
import { at } from "./values.js";

/** Seconds for which a server may hold its answer until there is news (RFC 7240, `wait`). */
const HOLD = 30;

/** Milliseconds before a stream of events that broke off is taken up again. */
const RECONNECT = 1000;

/** What a task needs of a client. */
export interface Asker {
  /** Get a status; the server may hold its answer for `hold` seconds. */
  ask(
    endpoint: TaskEndpoint<unknown, unknown>,
    url: string,
    hold: number,
    signal: AbortSignal | undefined,
  ): Promise<Exchange>;
  /** The stream of events behind the one whose id is `last`. */
  follow(
    endpoint: TaskEndpoint<unknown, unknown>,
    url: string,
    last: string,
    signal: AbortSignal | undefined,
  ): Promise<Opened>;
}

/** How to wait. */
export interface WaitOptions<Status> {
  /** Milliseconds; for ever when left out. */
  timeout?: number;
  /** Called with each status in between. */
  onProgress?: (status: Status) => unknown;
  /** Ends the waiting; what goes on at the server does so still. */
  signal?: AbortSignal;
}

type State = "pending" | "succeeded" | "failed";

interface Asked<Status> {
  readonly status: Status;
  readonly document: unknown;
  readonly state: State;
  readonly pause: number | undefined;
}

/** Work that goes on at the server. */
export class Task<Accepted, Status> {
  /** What the server first answered with. */
  readonly accepted: Accepted;
  readonly response: Response;
  /** Where the server tells how it goes. */
  readonly url: string;
  readonly #endpoint: TaskEndpoint<unknown, Status>;
  readonly #asker: Asker;

  constructor(endpoint: TaskEndpoint<unknown, Status>, exchange: Exchange, asker: Asker) {
    const location = exchange.response.headers.get("location") ?? "";
    this.accepted = resultOf(endpoint, exchange) as Accepted;
    this.response = exchange.response;
    this.url = location === "" ? "" : new URL(location, exchange.url).href;
    this.#endpoint = endpoint;
    this.#asker = asker;
  }

  /** What the server says now. */
  async status(options: { signal?: AbortSignal } = {}): Promise<Status> {
    return (await this.#ask(0, options.signal)).status;
  }

  /**
   * Wait until it has ended, and give its last status.
   *
   * @throws TaskFailed when it ended badly.
   * @throws TaskTimeout when it hasn't ended in time.
   */
  async wait(options: WaitOptions<Status> = {}): Promise<Status> {
    const { timeout, onProgress, signal } = options;
    const waiting = new Waiting(timeout);
    for (;;) {
      const asked = await this.#ask(waiting.hold(), signal);
      if (asked.state === "failed") throw this.#failure(asked);
      if (asked.state === "succeeded") return asked.status;
      await onProgress?.(asked.status);
      await sleep(waiting.pause(asked.pause), signal);
    }
  }

  /**
   * What happens to it until it ends, as the server tells; else each change of its status.
   *
   * The `data` of an event is JSON. A failure is an event too: it isn't thrown.
   */
  async *events(
    options: { signal?: AbortSignal } = {},
  ): AsyncGenerator<Event<unknown>, void, undefined> {
    const { signal } = options;
    let last = "";
    while (this.#endpoint.task.events !== undefined) {
      try {
        for await (const event of this.#stream(this.#endpoint.task.events, last, signal)) {
          last = event.id || last;
          yield event;
          if (stateOf(this.#endpoint.task, event.data) !== "pending") return;
        }
      } catch (error) {
        if (!(error instanceof ConnectionFailed)) throw error;
      }
      if ((await this.#ask(0, signal)).state !== "pending") break;
      await sleep(RECONNECT, signal);
    }
    yield* this.#changes(signal);
  }

  async *#stream(
    path: string,
    last: string,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Event<unknown>, void, undefined> {
    const decoder = new EventDecoder(unknown);
    const opened = await this.#asker.follow(
      this.#endpoint,
      `${this.#place()}${path}`,
      last,
      signal,
    );
    try {
      for await (const chunk of opened.chunks()) yield* decoder.feed(chunk);
    } finally {
      await opened.close();
    }
  }

  async *#changes(
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Event<unknown>, void, undefined> {
    const waiting = new Waiting(undefined);
    let before = "";
    for (;;) {
      const asked = await this.#ask(waiting.hold(), signal);
      const now = JSON.stringify(asked.document);
      if (now !== before) yield { data: asked.document, event: "status", id: "" };
      before = now;
      if (asked.state !== "pending") return;
      await sleep(waiting.pause(asked.pause), signal);
    }
  }

  async #ask(hold: number, signal: AbortSignal | undefined): Promise<Asked<Status>> {
    const { task } = this.#endpoint;
    const exchange = await this.#asker.ask(this.#endpoint, this.#place(), hold, signal);
    const document = jsonIn(exchange);
    const pause = retryAfter(exchange.response);
    try {
      return {
        status: task.codec.decode(document),
        document,
        state: stateOf(task, document),
        pause,
      };
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      throw new DecodeError(`in the status, ${error.message}`, exchange.response);
    }
  }

  #place(): string {
    if (this.url !== "") return this.url;
    throw new SdkError("the server didn't say where the task is (no Location)");
  }

  #failure(asked: Asked<Status>): TaskFailed {
    const { error } = this.#endpoint.task;
    const message = error === undefined ? undefined : at(asked.document, error);
    return new TaskFailed(
      typeof message === "string" ? message : `${this.url} failed`,
      asked.status,
    );
  }
}

/** The state in a status. One that the definition doesn't list counts as pending. */
function stateOf(task: TaskStatus<unknown>, document: unknown): State {
  const named = at(document, task.path);
  if (typeof named !== "string") return "pending";
  if (task.failed.includes(named)) return "failed";
  return task.succeeded.includes(named) ? "succeeded" : "pending";
}

/** When to ask again, until when; in milliseconds. */
class Waiting {
  readonly #timeout: number;
  readonly #ends: number;
  #pause = 250;
  #askedAt = 0;

  constructor(timeout = Infinity) {
    this.#timeout = timeout;
    this.#ends = Date.now() + timeout;
  }

  /** Seconds for which the next answer may be held. */
  hold(): number {
    this.#askedAt = Date.now();
    return Math.max(0, Math.min(HOLD, Math.floor((this.#ends - Date.now()) / 1000)));
  }

  /** How long to wait before asking again: not at all when the answer was held already. */
  pause(asked: number | undefined): number {
    const left = this.#ends - Date.now();
    if (left <= 0) throw new TaskTimeout(`the task is still pending after ${this.#timeout} ms`);
    this.#pause = Math.min(5000, this.#pause * 2);
    const wasHeld = Date.now() - this.#askedAt >= 1000;
    return Math.min(wasHeld ? 0 : (asked ?? this.#pause), left);
  }
}
