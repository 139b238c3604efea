/**
 * Proving who calls: what each security scheme adds to a request.
 *
 * A secret is text, or a function that gives it, called for each request. Without one it is read
 * from the environment, where there is one.
 */

import type { Challenge } from "./digests.js";
import { challengeIn, digestOf } from "./digests.js";
import { SdkError } from "./errors.js";
import { escaped } from "./parameters.js";
import { own, toBase64 } from "./values.js";

/** A key or a token, or what gives one. */
export type Secret = string | (() => string | Promise<string>);

/** A user name and a password. */
export interface Login {
  username: string;
  password: string;
}

/** What a client gets OAuth 2 tokens with (RFC 6749, section 4.4). */
export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
  scopes?: readonly string[];
}

/** What is still open about a request when credentials are added to it. */
export interface Unsigned {
  readonly method: string;
  url: string;
  readonly headers: Headers;
}

/** Sends a request as the client does. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

/** What one security scheme needs. */
export interface Credential {
  /** Whether there is a secret. */
  isGiven(): boolean;
  /** Add it to a request; may send other requests first, to get it. */
  apply(request: Unsigned, send: Send): Promise<void>;
  /** Whether an answer asks for more, which it has now, than the `Authorization` that was sent. */
  isChallenged?(response: Response, sent: string | null): boolean;
}

/** A variable of the environment: of Node.js, Deno or Bun; nothing in a browser. */
export function environment(name: string): string | undefined {
  const process: unknown = Reflect.get(globalThis, "process");
  const variables: unknown =
    typeof process === "object" && process !== null ? Reflect.get(process, "env") : undefined;
  const value: unknown =
    typeof variables === "object" && variables !== null ? Reflect.get(variables, name) : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

class Held {
  constructor(
    readonly secret: Secret | undefined,
    readonly variable: string,
  ) {}

  isGiven(): boolean {
    return this.secret !== undefined || environment(this.variable) !== undefined;
  }

  async read(): Promise<string> {
    if (typeof this.secret === "function") return this.secret();
    return this.secret ?? environment(this.variable) ?? "";
  }
}

/** A key in a header, a query parameter or a cookie. */
export class ApiKey implements Credential {
  readonly #held: Held;

  constructor(
    readonly location: "header" | "query" | "cookie",
    readonly name: string,
    secret: Secret | undefined,
    variable: string,
  ) {
    this.#held = new Held(secret, variable);
  }

  isGiven(): boolean {
    return this.#held.isGiven();
  }

  async apply(request: Unsigned): Promise<void> {
    const secret = await this.#held.read();
    if (this.location === "query") {
      const mark = request.url.includes("?") ? "&" : "?";
      request.url += `${mark}${escaped(this.name)}=${escaped(secret)}`;
    } else if (this.location === "cookie") {
      const cookies = [request.headers.get("cookie") ?? "", `${this.name}=${secret}`];
      request.headers.set("cookie", cookies.filter(Boolean).join("; "));
    } else {
      request.headers.set(this.name, secret);
    }
  }
}

/** A token in `Authorization`, behind the name of its scheme (RFC 9110, section 11.4). */
export class Bearer implements Credential {
  readonly #held: Held;

  constructor(
    secret: Secret | undefined,
    variable: string,
    readonly scheme = "Bearer",
  ) {
    this.#held = new Held(secret, variable);
  }

  isGiven(): boolean {
    return this.#held.isGiven();
  }

  async apply(request: Unsigned): Promise<void> {
    request.headers.set("authorization", `${this.scheme} ${await this.#held.read()}`);
  }
}

/** A user name and a password; from `…_USERNAME` and `…_PASSWORD` when not given. */
class Pair {
  constructor(
    readonly login: Login | undefined,
    readonly variable: string,
  ) {}

  isGiven(): boolean {
    return this.login !== undefined || environment(`${this.variable}_USERNAME`) !== undefined;
  }

  read(): Login {
    const username = environment(`${this.variable}_USERNAME`) ?? "";
    const password = environment(`${this.variable}_PASSWORD`) ?? "";
    return this.login ?? { username, password };
  }
}

/** HTTP basic authentication (RFC 7617). */
export class Basic extends Pair implements Credential {
  async apply(request: Unsigned): Promise<void> {
    const { username, password } = this.read();
    request.headers.set("authorization", basic(username, password));
  }
}

/** A user name and a password that isn't sent itself, but proven when asked for (RFC 7616). */
export class Digest extends Pair implements Credential {
  #challenge: Challenge | undefined;
  #count = 0;

  async apply(request: Unsigned): Promise<void> {
    if (this.#challenge === undefined) return;
    this.#count += 1;
    const { method, url } = request;
    const proof = { method, url, ...this.read(), count: this.#count };
    request.headers.set("authorization", await digestOf(this.#challenge, proof));
  }

  isChallenged(response: Response, sent: string | null): boolean {
    const challenge = challengeIn(response.headers.get("www-authenticate") ?? "");
    const nonce = challenge?.get("nonce");
    if (response.status !== 401 || nonce === undefined) return false;
    // The same nonce again means that the password is wrong.
    if (sent?.includes(`nonce="${nonce}"`)) return false;
    this.#challenge = challenge;
    this.#count = 0;
    return true;
  }
}

function basic(username: string, password: string): string {
  return `Basic ${toBase64(new TextEncoder().encode(`${username}:${password}`))}`;
}

/** Milliseconds before its end at which a token is replaced. */
const MARGIN = 30_000;

/** Milliseconds that asking for a token may take. */
const TOKEN_TIMEOUT = 60_000;

/** A token that is there already, or one got with client credentials, and kept until it ends. */
export class OAuth2 implements Credential {
  readonly #client: ClientCredentials | undefined;
  readonly #bearer: Bearer;
  readonly #tokenUrl: string;
  #token: Promise<string> | undefined;
  #ends = 0;

  constructor(given: Secret | ClientCredentials | undefined, variable: string, tokenUrl = "") {
    this.#client = typeof given === "object" ? given : undefined;
    this.#bearer = new Bearer(typeof given === "object" ? undefined : given, variable);
    this.#tokenUrl = tokenUrl;
  }

  isGiven(): boolean {
    return this.#client !== undefined || this.#bearer.isGiven();
  }

  async apply(request: Unsigned, send: Send): Promise<void> {
    if (this.#client === undefined) return this.#bearer.apply(request);
    if (this.#token === undefined || Date.now() >= this.#ends) {
      this.#ends = Infinity;
      this.#token = this.#asked(new URL(this.#tokenUrl, request.url).href, this.#client, send);
    }
    request.headers.set("authorization", `Bearer ${await this.#token}`);
  }

  async #asked(url: string, client: ClientCredentials, send: Send): Promise<string> {
    try {
      const fields = new URLSearchParams({ grant_type: "client_credentials" });
      if (client.scopes?.length) fields.set("scope", client.scopes.join(" "));
      const headers = {
        accept: "application/json",
        authorization: basic(client.clientId, client.clientSecret),
      };
      const signal = AbortSignal.timeout(TOKEN_TIMEOUT);
      const response = await send(url, { method: "POST", headers, body: fields, signal });
      const answer: unknown = await response.json().catch(() => undefined);
      const token = own(answer, "access_token");
      if (!response.ok || typeof token !== "string") {
        throw new SdkError(`no token from ${url}: status ${response.status}`);
      }
      const lasts = Number(own(answer, "expires_in") ?? 3600);
      this.#ends = Date.now() + lasts * 1000 - MARGIN;
      return token;
    } catch (error) {
      this.#token = undefined;
      if (error instanceof SdkError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new SdkError(`no token from ${url}: ${reason}`, { cause: error });
    }
  }
}

/** The credentials of the first alternative that the caller has all of; none when there is none. */
export function chosen(
  security: readonly (readonly string[])[],
  credentials: ReadonlyMap<string, Credential>,
): readonly Credential[] {
  for (const alternative of security) {
    const found = alternative.map((key) => credentials.get(key));
    const given = found.filter((one) => one !== undefined).filter((one) => one.isGiven());
    if (given.length > 0 && given.length === alternative.length) return given;
  }
  return [];
}
