/** Whether a request is sent again, and when. */

import { own } from "./values.js";

/** Milliseconds: a server that asks for more gets no second request; its answer is the caller's. */
const LONGEST_WAIT = 60_000;

const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/**
 * Milliseconds until the next attempt, `undefined` when there shall be none.
 *
 * A request that isn't `repeatable` could have its effect twice. It is only sent again when it
 * never reached the server.
 */
export function delayBeforeRetry(
  outcome: Response | Error,
  attempt: number,
  repeatable: boolean,
): number | undefined {
  if (outcome instanceof Error) {
    return repeatable || wasNeverSent(outcome) ? backoff(attempt) : undefined;
  }
  if (!TRANSIENT.has(outcome.status) || !repeatable) return undefined;
  const asked = retryAfter(outcome);
  if (asked === undefined) return backoff(attempt);
  return asked <= LONGEST_WAIT ? asked : undefined;
}

/** Milliseconds: somewhere up to 500, 1000, 2000, at most 8000, so clients don't come in step. */
export function backoff(attempt: number): number {
  return (0.5 + Math.random() / 2) * Math.min(8000, 500 * 2 ** attempt);
}

/** The milliseconds that `Retry-After` asks for, in seconds or by a date (RFC 9110, 10.2.3). */
export function retryAfter(response: Response): number | undefined {
  const text = response.headers.get("retry-after")?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now());
}

/** Wait, unless the signal says to stop. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** Node.js says in the cause of `fetch failed` how far a request came; browsers say nothing. */
function wasNeverSent(error: Error): boolean {
  const { cause } = error;
  const code = cause instanceof Error && "code" in cause ? cause.code : own(cause, "code");
  return typeof code === "string" && NEVER_SENT.has(code);
}
