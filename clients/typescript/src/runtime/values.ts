/** What values are: objects, files, bytes. */

/** Whether a value is an object with properties, such as JSON has. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || !isSpecial(value);
}

function isSpecial(value: object): boolean {
  return Array.isArray(value) || value instanceof Date || isBytes(value) || isStreamed(value);
}

/** Whether a value holds bytes in memory. */
export function isBytes(value: unknown): value is Uint8Array | ArrayBuffer | Blob {
  return value instanceof Uint8Array || value instanceof ArrayBuffer || value instanceof Blob;
}

/** Whether a value gives bytes piece by piece, once. */
export function isStreamed(value: unknown): value is AsyncIterable<Uint8Array> | ReadableStream {
  if (typeof value !== "object" || value === null) return false;
  return Symbol.asyncIterator in value || value instanceof ReadableStream;
}

/** A value of an object's own property; `undefined` when it has none of that name. */
export function own(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** What is at a path of property keys; `undefined` when nothing is. */
export function at(document: unknown, path: readonly string[]): unknown {
  return path.reduce(own, document);
}

/** The bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(text);
}

/** The bytes that base64 stands for, with the letters of URLs too; `undefined` if it isn't any. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) =>
      one.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}

/** A value as JSON has it, by what it is; properties that are `undefined` are left out. */
export function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return toBase64(value);
  if (value instanceof ArrayBuffer) return toBase64(new Uint8Array(value));
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) throw new TypeError(`${value.constructor.name} has no JSON form`);
  const kept = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(kept.map(([key, item]) => [key, plain(item)]));
}

/** What a value looks like in a message. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
