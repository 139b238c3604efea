/**
 * Answers that are read piece by piece: streams of events or lines, and downloads.
 *
 * The request is sent when the first piece is asked for. Reading to the end, or leaving the loop,
 * closes the connection.
 */

import { unknown } from "./codecs.js";
import type { Endpoint, StreamEndpoint } from "./endpoints.js";
import { goodAnswerOf } from "./endpoints.js";
import type { Decoder } from "./events.js";
import { EventDecoder, LineDecoder } from "./events.js";
import { kindOf } from "./media.js";

/** An answer whose body is still to be read. */
export interface Opened {
  readonly response: Response;
  /** The chunks of the body; errors of the connection are told as this package does. */
  chunks(): AsyncGenerator<Uint8Array, void, undefined>;
  /** Give the connection back. */
  close(): Promise<void>;
}

export type Opening = () => Promise<Opened>;

/** The items of a streamed answer, as they come in. Each loop over it sends a request. */
export class Stream<Item> implements AsyncIterable<Item> {
  readonly #endpoint: StreamEndpoint<Item>;
  readonly #opening: Opening;

  constructor(endpoint: StreamEndpoint<Item>, opening: Opening) {
    this.#endpoint = endpoint;
    this.#opening = opening;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    const opened = await this.#opening();
    try {
      const decoder = decoderOf(this.#endpoint, opened.response);
      for await (const chunk of opened.chunks()) yield* decoder.feed(chunk);
      yield* decoder.end();
    } finally {
      await opened.close();
    }
  }
}

/** What turns the answer's bytes into items. */
function decoderOf<Item>(endpoint: StreamEndpoint<Item>, response: Response): Decoder<Item> {
  const { mediaType = "", codec } = goodAnswerOf<unknown>(
    endpoint as Endpoint<unknown>,
    response.status,
  );
  const isEvents = kindOf(mediaType) === "events";
  const decoder = isEvents ? new EventDecoder(codec ?? unknown) : new LineDecoder(codec ?? unknown);
  return decoder as Decoder<unknown> as Decoder<Item>;
}

/** Raw content that is yet to be fetched: all of it at once, or chunk by chunk in a loop. */
export class Download implements AsyncIterable<Uint8Array> {
  readonly #opening: Opening;

  constructor(opening: Opening) {
    this.#opening = opening;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    const opened = await this.#opening();
    try {
      yield* opened.chunks();
    } finally {
      await opened.close();
    }
  }

  /** All of it, as a `Blob` of the answer's media type. */
  async blob(): Promise<Blob> {
    const opened = await this.#opening();
    const chunks: Uint8Array[] = [];
    try {
      for await (const chunk of opened.chunks()) chunks.push(chunk);
    } finally {
      await opened.close();
    }
    const type = opened.response.headers.get("content-type") ?? "";
    return new Blob(chunks as BlobPart[], { type });
  }

  /** All of it, as bytes. */
  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await (await this.blob()).arrayBuffer());
  }

  /** All of it, as text in UTF-8. */
  async text(): Promise<string> {
    return (await this.blob()).text();
  }

  /** The answer with its body still to be read, which is yours to do or to cancel. */
  async response(): Promise<Response> {
    return (await this.#opening()).response;
  }
}
