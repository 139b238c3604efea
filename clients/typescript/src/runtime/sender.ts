/** What all generated code stands on: sends requests, again where it is safe, and reads answers. */

import type { Credential } from "./auth.js";
import { chosen, environment } from "./auth.js";
import { Call } from "./calls.js";
import type {
  Endpoint,
  Exchange,
  MaybeTaskEndpoint,
  PagedEndpoint,
  StreamEndpoint,
  TaskEndpoint,
} from "./endpoints.js";
import { errorOf, resultOf } from "./endpoints.js";
import { ConnectionFailed, SdkError } from "./errors.js";
import { chunksOf, isRepeatable } from "./files.js";
import { Limit } from "./limits.js";
import { Paginator } from "./pagination.js";
import type { Arguments, Options, Prepared } from "./requests.js";
import { initOf, prepare } from "./requests.js";
import { delayBeforeRetry, sleep } from "./retries.js";
import type { Opened, Opening } from "./streams.js";
import { Download, Stream } from "./streams.js";
import type { Asker } from "./tasks.js";
import { Task } from "./tasks.js";

const TIMEOUT = 60_000;
const RETRIES = 2;
const REDIRECTS = 5;
const REDIRECTED = new Set([301, 302, 303, 307, 308]);

/** Milliseconds beyond the time that a server is asked to hold its answer for. */
const MARGIN = 10_000;

/** A request as it is about to be sent. `headers` may still be changed. */
export interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** How often it has been sent before. */
  readonly attempt: number;
}

/** What a client can be told. */
export interface Settings {
  /** Replaces the definition's server. */
  baseUrl?: string;
  /** Milliseconds for each attempt, 60,000 unless told; `Infinity` for no limit. */
  timeout?: number;
  /** How often a request is sent again at most, 2 unless told. */
  retries?: number;
  /** Headers that go with every request. */
  headers?: Record<string, string>;
  /** Sends requests in place of the global `fetch`. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Called before each attempt. */
  onRequest?: (request: Outgoing) => unknown;
  /** Called after each attempt. To read the body, read that of its `clone()`. */
  onResponse?: (response: Response, request: Outgoing) => unknown;
}

/** A server of the definition; `variables` are those in its URL, with their defaults. */
export class Server {
  constructor(
    readonly url: string,
    readonly variables: Readonly<Record<string, string>> = {},
    readonly description = "",
  ) {}

  /** The URL, with these values in place of the defaults. */
  address(values: Readonly<Record<string, string>> = {}): string {
    let url = this.url;
    for (const [name, usual] of Object.entries(this.variables)) {
      url = url.split(`{${name}}`).join(values[name] ?? usual);
    }
    return url;
  }
}

/** Sends requests of one client. */
export class Sender implements Asker {
  readonly #settings: Settings;
  readonly #baseUrl: string;
  readonly #isElsewhere: boolean;
  readonly #credentials: ReadonlyMap<string, Credential>;
  readonly #variable: string;

  /** `variable` is the one of the environment that a base URL is read from. */
  constructor(
    settings: Settings,
    servers: readonly Server[],
    credentials: ReadonlyMap<string, Credential>,
    variable: string,
  ) {
    const given = settings.baseUrl || environment(variable);
    this.#settings = settings;
    this.#baseUrl = given ?? servers[0]?.address() ?? "";
    this.#isElsewhere = given === undefined;
    this.#credentials = credentials;
    this.#variable = variable;
  }

  /** The result of an operation. */
  send<T>(endpoint: Endpoint<T>, given: Arguments, options: Options = {}): Call<T> {
    return this.#call(this.#exchange(endpoint, given, options), (exchange) =>
      resultOf(endpoint, exchange),
    );
  }

  /** All items of a listing. */
  paginate<Item, Body>(
    endpoint: PagedEndpoint<Item, Body>,
    given: Arguments,
    options: Options = {},
  ): Paginator<Item, Body> {
    return new Paginator(endpoint, given, (step) =>
      this.#exchange(endpoint, step.given, options, step.url),
    );
  }

  /** The handle of what was accepted. */
  start<Accepted, Status>(
    endpoint: TaskEndpoint<Accepted, Status>,
    given: Arguments,
    options: Options = {},
  ): Call<Task<Accepted, Status>> {
    return this.#call(
      this.#exchange(endpoint, given, options),
      (exchange) => new Task<Accepted, Status>(endpoint, exchange, this),
    );
  }

  /** The result if there is one at once, else the handle of what was accepted. */
  startOrFinish<Finished, Accepted, Status>(
    endpoint: MaybeTaskEndpoint<Finished, Accepted, Status>,
    given: Arguments,
    options: Options = {},
  ): Call<Finished | Task<Accepted, Status>> {
    return this.#call(this.#exchange(endpoint, given, options), (exchange) =>
      exchange.response.status === 202
        ? new Task<Accepted, Status>(endpoint, exchange, this)
        : (resultOf(endpoint, exchange) as Finished),
    );
  }

  /** The items of a streamed answer. */
  stream<Item>(
    endpoint: StreamEndpoint<Item>,
    given: Arguments,
    options: Options = {},
  ): Stream<Item> {
    return new Stream(endpoint, this.#opening(endpoint as Endpoint<unknown>, given, options));
  }

  /** Raw content, yet to be fetched. */
  download(endpoint: Endpoint<unknown>, given: Arguments, options: Options = {}): Download {
    return new Download(this.#opening(endpoint, given, options));
  }

  async ask(
    endpoint: TaskEndpoint<unknown, unknown>,
    url: string,
    hold: number,
    signal: AbortSignal | undefined,
  ): Promise<Exchange> {
    const headers: Record<string, string> = { accept: "application/json" };
    if (hold > 0) headers["prefer"] = `wait=${hold}`;
    const usual = this.#settings.timeout ?? TIMEOUT;
    const timeout = hold > 0 ? Math.max(usual, hold * 1000 + MARGIN) : usual;
    return this.#read(endpoint, this.#got(url, headers), optionsOf(timeout, signal));
  }

  async follow(
    endpoint: TaskEndpoint<unknown, unknown>,
    url: string,
    last: string,
    signal: AbortSignal | undefined,
  ): Promise<Opened> {
    const headers: Record<string, string> = { accept: "text/event-stream" };
    if (last !== "") headers["last-event-id"] = last;
    const prepared = this.#got(url, headers);
    const opened = await this.#open(endpoint, prepared, optionsOf(Infinity, signal));
    return this.#opened(opened, prepared);
  }

  #call<T>(exchange: Promise<Exchange>, value: (exchange: Exchange) => T): Call<T> {
    return new Call(
      exchange.then((found) => ({
        value: value(found),
        response: found.response,
        content: found.content,
      })),
    );
  }

  async #exchange(
    endpoint: Endpoint<unknown>,
    given: Arguments,
    options: Options,
    url?: string,
  ): Promise<Exchange> {
    const prepared = this.#prepared(endpoint, given, options);
    return this.#read(endpoint, url === undefined ? prepared : { ...prepared, url }, options);
  }

  /** Send a request and read its answer to the end. */
  async #read(
    endpoint: Endpoint<unknown>,
    prepared: Prepared,
    options: Options,
  ): Promise<Exchange> {
    const opened = await this.#open(endpoint, prepared, options);
    return read(opened, prepared);
  }

  #opening(endpoint: Endpoint<unknown>, given: Arguments, options: Options): Opening {
    return async () => {
      const prepared = this.#prepared(endpoint, given, options);
      return this.#opened(await this.#open(endpoint, prepared, options), prepared);
    };
  }

  #opened({ response, limit }: Held, prepared: Prepared): Opened {
    limit.stopClock();
    return {
      response,
      async *chunks() {
        try {
          if (response.body !== null) yield* chunksOf(response.body);
        } catch (error) {
          throw failed(prepared, limit, error);
        }
      },
      async close() {
        limit.release();
        if (response.body !== null && !response.body.locked) {
          await response.body.cancel().catch(() => undefined);
        }
      },
    };
  }

  #prepared(endpoint: Endpoint<unknown>, given: Arguments, options: Options): Prepared {
    const base = (this.#isElsewhere ? endpoint.server : undefined) ?? this.#baseUrl;
    if (!base.includes("://")) {
      const advice = `give \`baseUrl\`, or set ${this.#variable}`;
      throw new SdkError(`${JSON.stringify(base)} is no address: ${advice}`);
    }
    const headers = { ...this.#settings.headers, ...options.headers };
    return prepare(endpoint, given, { ...options, headers }, base, crypto.randomUUID());
  }

  /** A `GET` of an address that the server gave. */
  #got(url: string, headers: Record<string, string>): Prepared {
    const all = { ...this.#settings.headers, ...headers };
    return { method: "GET", url, headers: all, payload: undefined, repeatable: true };
  }

  /** Send a request until there is an answer that stands; throw it if it is an error. */
  async #open(endpoint: Endpoint<unknown>, asked: Prepared, options: Options): Promise<Held> {
    const retries = options.retries ?? this.#settings.retries ?? RETRIES;
    let prepared = asked;
    let redirects = 0;
    for (let attempt = 0; ;) {
      const outcome = await this.#attempt(endpoint, prepared, options, attempt);
      const { held } = outcome;
      const elsewhere = held && redirects < REDIRECTS ? redirected(prepared, held) : undefined;
      if (held !== undefined && elsewhere !== undefined) {
        await dropped(held);
        prepared = elsewhere;
        redirects += 1;
        continue;
      }
      const result = held?.response ?? outcome.failure ?? new Error("no answer");
      const delay = delayBeforeRetry(result, attempt, prepared.repeatable);
      if (delay === undefined || attempt >= retries) {
        if (held === undefined) throw failedToConnect(prepared, result as Error);
        if (held.response.ok) return held;
        throw errorOf(endpoint, await read(held, prepared));
      }
      if (held !== undefined) await dropped(held);
      attempt += 1;
      await sleep(delay, options.signal);
    }
  }

  /** Send a request once. */
  async #attempt(
    endpoint: Endpoint<unknown>,
    prepared: Prepared,
    options: Options,
    attempt: number,
  ): Promise<{ held?: Held; failure?: Error }> {
    options.signal?.throwIfAborted();
    const headers = new Headers(prepared.headers);
    const request = { method: prepared.method, url: prepared.url, headers, attempt };
    const credentials = this.#credentialsOf(endpoint, prepared.url);
    for (const one of credentials) await one.apply(request, (url, init) => this.#fetch(url, init));
    await this.#settings.onRequest?.(request);
    const timeout = options.timeout ?? this.#settings.timeout ?? TIMEOUT;
    const limit = new Limit(timeout, options.signal);
    let response: Response;
    try {
      response = await this.#fetch(request.url, initOf(prepared, headers, limit.signal));
    } catch (error) {
      limit.release();
      const meaning = limit.meaning(error);
      if (options.signal?.aborted) throw meaning;
      return { failure: meaning instanceof Error ? meaning : new Error(String(meaning)) };
    }
    try {
      await this.#settings.onResponse?.(response, request);
    } catch (error) {
      await dropped({ response, limit });
      throw error;
    }
    const sent = headers.get("authorization");
    const isChallenged = credentials.some((one) => one.isChallenged?.(response, sent));
    if (!isChallenged || prepared.payload?.pieces.every(isRepeatable) === false) {
      return { held: { response, limit } };
    }
    await dropped({ response, limit });
    return this.#attempt(endpoint, prepared, options, attempt);
  }

  /** What proves who calls, as far as the address is the definition's: it goes no further. */
  #credentialsOf(endpoint: Endpoint<unknown>, url: string): readonly Credential[] {
    const known = [this.#baseUrl, endpoint.server ?? ""].filter((base) => base.includes("://"));
    const isKnown = known.some((base) => new URL(base).origin === new URL(url).origin);
    return isKnown ? chosen(endpoint.security ?? [], this.#credentials) : [];
  }

  #fetch(url: string, init: RequestInit): Promise<Response> {
    return (this.#settings.fetch ?? fetch)(url, init);
  }
}

/** An answer, and what may end it. */
interface Held {
  readonly response: Response;
  readonly limit: Limit;
}

async function read({ response, limit }: Held, prepared: Prepared): Promise<Exchange> {
  try {
    const content = new Uint8Array(await response.arrayBuffer());
    return { method: prepared.method, url: prepared.url, response, content };
  } catch (error) {
    throw failed(prepared, limit, error);
  } finally {
    limit.release();
  }
}

async function dropped({ response, limit }: Held): Promise<void> {
  limit.release();
  await response.body?.cancel().catch(() => undefined);
}

/** Where a `GET` or `HEAD` is sent on to; others aren't repeated elsewhere. */
function redirected(prepared: Prepared, { response }: Held): Prepared | undefined {
  const location = response.headers.get("location");
  const follows = prepared.method === "GET" || prepared.method === "HEAD";
  if (!follows || location === null || !REDIRECTED.has(response.status)) return undefined;
  return { ...prepared, url: new URL(location, prepared.url).href };
}

/** What is thrown when a connection breaks: the caller's own reason, or an error of ours. */
function failed(prepared: Prepared, limit: Limit, error: unknown): unknown {
  const meaning = limit.meaning(error);
  if (limit.isEndedByCaller || !(meaning instanceof Error)) return meaning;
  return failedToConnect(prepared, meaning);
}

function failedToConnect(prepared: Prepared, error: Error): ConnectionFailed {
  const { cause } = error;
  const reason = cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
  return new ConnectionFailed(`${prepared.method} ${prepared.url}: ${reason}`, { cause: error });
}

function optionsOf(timeout: number, signal: AbortSignal | undefined): Options {
  return signal === undefined ? { timeout } : { timeout, signal };
}
