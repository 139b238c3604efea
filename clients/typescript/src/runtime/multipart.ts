/** Multipart bodies (RFC 7578): properties of an object as parts, files as they are. */

import type { Codec } from "./codecs.js";
import { propertiesOf } from "./codecs.js";
import type { PartStyle } from "./endpoints.js";
import type { FileInput, Piece } from "./files.js";
import { pieceOf, uploadOf } from "./files.js";
import { textOf } from "./parameters.js";

/** The pieces of a body, with this boundary between its parts. */
export function multipart(
  value: unknown,
  codec: Codec<unknown>,
  parts: Readonly<Record<string, PartStyle>>,
  boundary: string,
): Piece[] {
  const pieces: Piece[] = [];
  for (const [wire, item, of] of propertiesOf(codec, value)) {
    if (item === null) continue;
    const part = Object.hasOwn(parts, wire) ? (parts[wire] ?? {}) : {};
    for (const one of part.many && Array.isArray(item) ? item : [item]) {
      const piece = part.file ? file(wire, one as FileInput, part) : field(wire, one, of, part);
      pieces.push(`--${boundary}\r\n`, ...piece, "\r\n");
    }
  }
  return [...pieces, `--${boundary}--\r\n`];
}

function file(wire: string, value: FileInput, part: PartStyle): Piece[] {
  const { content, name, mediaType } = uploadOf(value);
  const type = mediaType || part.mediaType || "application/octet-stream";
  return [head(wire, type, name || wire), pieceOf(content)];
}

function field(wire: string, value: unknown, codec: Codec<unknown>, part: PartStyle): Piece[] {
  const encoded = part.many ? codec.encode([value]) : codec.encode(value);
  const plain: unknown = part.many && Array.isArray(encoded) ? encoded[0] : encoded;
  const type = part.mediaType ?? "text/plain";
  if ((typeof plain === "object" && plain !== null) || type.includes("json")) {
    return [head(wire, "application/json"), JSON.stringify(plain)];
  }
  return [head(wire, type), textOf(plain)];
}

function head(wire: string, mediaType: string, name?: string): string {
  const named = name === undefined ? "" : `; filename="${quoted(name)}"`;
  const type = mediaType.replace(/[\r\n]/g, " ");
  return `Content-Disposition: form-data; name="${quoted(wire)}"${named}\r\nContent-Type: ${type}\r\n\r\n`;
}

/** Names as browsers write them (HTML, multipart/form-data encoding). */
function quoted(name: string): string {
  return name.replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/"/g, "%22");
}
