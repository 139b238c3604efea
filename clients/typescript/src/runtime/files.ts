/** Files to upload: text, bytes, a `Blob` or a stream, with a name and a type if need be. */

import { isBytes, isRecord, isStreamed } from "./values.js";

/** What is in a file. Text is sent as UTF-8. In Node.js, `openAsBlob` of `node:fs` opens a path. */
export type FileContent =
  string | Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/** A file with the name and the media type to send it under. */
export interface Upload {
  content: FileContent;
  name?: string;
  mediaType?: string;
}

/** What a property that holds a file takes. */
export type FileInput = FileContent | Upload;

/** What a request body of raw content takes. */
export type RawContent = FileInput;

/** A piece of a body that is sent. */
export type Piece = string | Uint8Array | ArrayBuffer | Blob | AsyncIterable<Uint8Array>;

/** Whether a value is a file with its name. */
export function isUpload(value: unknown): value is Upload {
  return isRecord(value) && isContent(value["content"]);
}

/** Whether a value is something to upload. */
export function isFileInput(value: unknown): value is FileInput {
  return isContent(value) || isUpload(value);
}

function isContent(value: unknown): value is FileContent {
  return typeof value === "string" || isBytes(value) || isStreamed(value);
}

/** A file with all that is known about it. */
export function uploadOf(file: FileInput): Required<Upload> {
  const upload = isUpload(file) ? file : { content: file };
  const { content } = upload;
  return {
    content,
    name: upload.name ?? (content instanceof File ? content.name : ""),
    mediaType: upload.mediaType ?? (content instanceof Blob ? content.type : ""),
  };
}

/** Content as a piece of a body. */
export function pieceOf(content: FileContent): Piece {
  return content instanceof ReadableStream ? chunksOf(content) : content;
}

/** The chunks of a stream. Leaving early cancels it. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    ended = true;
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

/** Pieces as a body: a `Blob` where all of them can be sent again, else a stream. */
export function bodyOf(pieces: readonly Piece[]): Blob | ReadableStream<Uint8Array> {
  if (pieces.every(isRepeatable)) return new Blob(pieces as BlobPart[]);
  const chunks = joined(pieces);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

/** Whether a piece can be sent a second time. */
export function isRepeatable(piece: Piece): boolean {
  return typeof piece === "string" || isBytes(piece);
}

async function* joined(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    if (typeof piece === "string") yield new TextEncoder().encode(piece);
    else if (piece instanceof Uint8Array) yield piece;
    else if (piece instanceof ArrayBuffer) yield new Uint8Array(piece);
    else if (piece instanceof Blob) yield* chunksOf(piece.stream());
    else yield* piece;
  }
}
