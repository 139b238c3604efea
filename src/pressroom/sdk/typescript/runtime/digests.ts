/** Digest authentication: answers to challenges of a server (RFC 7616). */

import { SdkError } from "./errors.js";

/** What a server asks for, by the names of its parameters. */
export type Challenge = ReadonlyMap<string, string>;

/** The challenge in `WWW-Authenticate`, if it is one of this kind. */
export function challengeIn(header: string): Challenge | undefined {
  const found = /(?:^|,\s*)digest\s+((?:[^,"]|"(?:[^"\\]|\\.)*"|,(?!\s*\w+\s+\w+=))*)/i.exec(
    header,
  );
  if (found === null) return undefined;
  const pairs = (found[1] ?? "").matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g);
  return new Map(
    [...pairs].map(([, name = "", quoted, plain = ""]) => [
      name.toLowerCase(),
      quoted?.replace(/\\(.)/g, "$1") ?? plain,
    ]),
  );
}

/** A request that is to be answered for, and who sends it. */
export interface Proof {
  readonly method: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** How often the nonce of the challenge has been used, this time included. */
  readonly count: number;
}

/** The value of `Authorization` for a request. */
export async function digestOf(challenge: Challenge, proof: Proof): Promise<string> {
  const algorithm = challenge.get("algorithm") ?? "MD5";
  const hash = hashOf(algorithm);
  const realm = challenge.get("realm") ?? "";
  const nonce = challenge.get("nonce") ?? "";
  const { pathname, search } = new URL(proof.url);
  const uri = pathname + search;
  const cnonce = crypto.randomUUID().replaceAll("-", "");
  const nc = proof.count.toString(16).padStart(8, "0");
  const offered = (challenge.get("qop") ?? "").split(",").map((one) => one.trim());
  const isProtected = offered.includes("auth");
  let secret = await hash(`${proof.username}:${realm}:${proof.password}`);
  if (/-sess$/i.test(algorithm)) secret = await hash(`${secret}:${nonce}:${cnonce}`);
  const asked = await hash(`${proof.method}:${uri}`);
  const response = await hash(
    isProtected
      ? `${secret}:${nonce}:${nc}:${cnonce}:auth:${asked}`
      : `${secret}:${nonce}:${asked}`,
  );
  const quoted = { username: proof.username, realm, nonce, uri, response, cnonce };
  const listed = Object.entries(quoted).map(([name, value]) => `${name}="${escaped(value)}"`);
  const opaque = challenge.get("opaque");
  if (opaque !== undefined) listed.push(`opaque="${escaped(opaque)}"`);
  listed.push(`algorithm=${algorithm}`);
  if (isProtected) listed.push("qop=auth", `nc=${nc}`);
  return `Digest ${listed.join(", ")}`;
}

function escaped(text: string): string {
  return text.replace(/["\\]/g, "\\$&");
}

function hashOf(algorithm: string): (text: string) => Promise<string> {
  const name = algorithm.toUpperCase().replace(/-SESS$/, "");
  if (name === "MD5") return async (text) => hex(md5(new TextEncoder().encode(text)));
  if (name !== "SHA-256") throw new SdkError(`the server asks for ${algorithm}, which isn't known`);
  return async (text) => {
    const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return hex(new Uint8Array(sum));
  };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];

/** MD5 (RFC 1321), which Web Crypto leaves out and old servers ask for. */
function md5(message: Uint8Array): Uint8Array {
  const blocks = ((message.length + 8) >> 6) + 1;
  const padded = new DataView(new ArrayBuffer(blocks * 64));
  message.forEach((byte, place) => padded.setUint8(place, byte));
  padded.setUint8(message.length, 0x80);
  padded.setUint32(blocks * 64 - 8, message.length * 8, true);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let start = 0; start < blocks * 64; start += 64) stirred(state, padded, start);
  return new Uint8Array(state.buffer);
}

function stirred(state: Int32Array, block: DataView, start: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4;
    const [mixed, word] = mix(round, step, b, c, d);
    const added = Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32);
    const sum = (a + mixed + added + block.getInt32(start + word * 4, true)) | 0;
    const shift = SHIFTS[round]?.[step % 4] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
  }
  [a, b, c, d].forEach((value, place) => {
    state[place] = ((state[place] ?? 0) + value) | 0;
  });
}

/** What a step mixes, and which word of the block it takes. */
function mix(round: number, step: number, b: number, c: number, d: number): [number, number] {
  switch (round) {
    case 0:
      return [(b & c) | (~b & d), step];
    case 1:
      return [(d & b) | (~d & c), (5 * step + 1) % 16];
    case 2:
      return [b ^ c ^ d, (3 * step + 5) % 16];
    default:
      return [c ^ (b | ~d), (7 * step) % 16];
  }
}
