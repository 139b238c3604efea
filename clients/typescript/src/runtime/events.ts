/** Bytes of a streamed answer to events and JSON lines, chunk by chunk. */

import type { Decoding } from "./codecs.js";
import { string, unknown } from "./codecs.js";
import { DecodeError } from "./errors.js";
import { shown } from "./values.js";

/** A server-sent event. */
export interface Event<T> {
  readonly data: T;
  /** Its type, `message` when the server doesn't say. */
  readonly event: string;
  readonly id: string;
}

/** Turns chunks into items as soon as they are complete. */
export interface Decoder<Item> {
  /** The items that this chunk completes. */
  feed(chunk: Uint8Array): Item[];
  /** What is left at the end. */
  end(): Item[];
}

/** Bytes into lines, which end with LF, CR or CR LF. */
class Lines {
  readonly #decoder = new TextDecoder();
  #rest = "";

  feed(chunk: Uint8Array): string[] {
    const text = this.#rest + this.#decoder.decode(chunk, { stream: true });
    // A line feed may follow in the next chunk.
    const held = text.endsWith("\r") ? "\r" : "";
    const lines = text.slice(0, text.length - held.length).split(/\r\n|\r|\n/);
    this.#rest = (lines.pop() ?? "") + held;
    return lines;
  }

  end(): string[] {
    const rest = (this.#rest + this.#decoder.decode()).replace(/\r$/, "");
    this.#rest = "";
    return rest === "" ? [] : [rest];
  }
}

/** Server-sent events (HTML, section 9.2). A `[DONE]` in place of JSON is left out. */
export class EventDecoder<T> implements Decoder<Event<T>> {
  readonly #codec: Decoding<T>;
  readonly #lines = new Lines();
  #data: string[] = [];
  #event = "";
  #id = "";

  constructor(codec: Decoding<T>) {
    this.#codec = codec;
  }

  feed(chunk: Uint8Array): Event<T>[] {
    return this.#lines.feed(chunk).flatMap((line) => this.#read(line));
  }

  /** An event that wasn't ended by an empty line is incomplete, and dropped. */
  end(): Event<T>[] {
    return [];
  }

  #read(line: string): Event<T>[] {
    if (line === "") return this.#dispatched();
    const [name = "", ...rest] = line.split(":");
    const value = rest.join(":").replace(/^ /, "");
    if (name === "data") this.#data.push(value);
    else if (name === "event") this.#event = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    return [];
  }

  #dispatched(): Event<T>[] {
    const text = this.#data.join("\n");
    const event = this.#event || "message";
    const isGiven = this.#data.length > 0 && text !== "[DONE]";
    this.#data = [];
    this.#event = "";
    return isGiven ? [{ data: decodeText(this.#codec, text), event, id: this.#id }] : [];
  }
}

/** JSON lines, NDJSON and JSON text sequences (RFC 7464). */
export class LineDecoder<T> implements Decoder<T> {
  readonly #codec: Decoding<T>;
  readonly #lines = new Lines();

  constructor(codec: Decoding<T>) {
    this.#codec = codec;
  }

  feed(chunk: Uint8Array): T[] {
    return this.#items(this.#lines.feed(chunk));
  }

  end(): T[] {
    return this.#items(this.#lines.end());
  }

  #items(lines: string[]): T[] {
    const texts = lines.map((line) => line.replace(/^[\x1e \t]+|[\x1e \t]+$/g, ""));
    return texts.filter(Boolean).map((text) => decodeText(this.#codec, text));
  }
}

/** The value of JSON text. Text that isn't JSON is fine where any text, or anything, is. */
function decodeText<T>(codec: Decoding<T>, text: string): T {
  if (codec === (string as unknown)) return text as T;
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    if (codec === unknown) return text as T;
    throw new DecodeError(`not JSON: ${shown(text)}`);
  }
  return codec.decode(document);
}
