/** Listings in pages, as iterators over all their items. */

import type { Codec } from "./codecs.js";
import { array } from "./codecs.js";
import type { Exchange, PagedEndpoint } from "./endpoints.js";
import { jsonIn, resultOf } from "./endpoints.js";
import type { Arguments } from "./requests.js";
import { at } from "./values.js";

/** How to ask for a page: with these arguments, or at this URL. */
export interface Step {
  readonly given: Arguments;
  readonly url?: string;
}

/** One page. */
export class Page<Item, Body> {
  readonly response: Response;
  /** The page's JSON as it came in. */
  readonly document: unknown;
  /** The items of this page. */
  readonly items: Item[];
  readonly #endpoint: PagedEndpoint<Item, Body>;
  readonly #exchange: Exchange;

  constructor(endpoint: PagedEndpoint<Item, Body>, exchange: Exchange) {
    this.response = exchange.response;
    this.document = exchange.content.length > 0 ? jsonIn(exchange) : undefined;
    const listed = at(this.document, endpoint.pages.items ?? []) ?? [];
    this.items = array(endpoint.item as Codec<Item>).decode(listed);
    this.#endpoint = endpoint;
    this.#exchange = exchange;
  }

  /** The whole answer, such as a total beside the items. */
  get body(): Body {
    return resultOf(this.#endpoint, this.#exchange);
  }

  /** The URL that it was asked for at. */
  get url(): string {
    return this.#exchange.url;
  }
}

/** All items of a listing, page after page. Pages are fetched as they are needed. */
export class Paginator<Item, Body> implements AsyncIterable<Item> {
  readonly #endpoint: PagedEndpoint<Item, Body>;
  readonly #given: Arguments;
  readonly #fetch: (step: Step) => Promise<Exchange>;

  constructor(
    endpoint: PagedEndpoint<Item, Body>,
    given: Arguments,
    fetch: (step: Step) => Promise<Exchange>,
  ) {
    this.#endpoint = endpoint;
    this.#given = given;
    this.#fetch = fetch;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* page.items;
  }

  /** The pages, one after another. */
  async *pages(): AsyncGenerator<Page<Item, Body>, void, undefined> {
    let step: Step | undefined = { given: this.#given };
    while (step !== undefined) {
      const page: Page<Item, Body> = new Page(this.#endpoint, await this.#fetch(step));
      yield page;
      step = nextStep(this.#endpoint, step, page);
    }
  }

  /** The first page alone. */
  async firstPage(): Promise<Page<Item, Body>> {
    return new Page(this.#endpoint, await this.#fetch({ given: this.#given }));
  }

  /** All items in an array; with a `limit`, that many at most. */
  async toArray(limit = Infinity): Promise<Item[]> {
    const found: Item[] = [];
    if (limit <= 0) return found;
    for await (const item of this) {
      found.push(item);
      if (found.length >= limit) break;
    }
    return found;
  }
}

/** How to get the page after `page`; `undefined` after the last. */
function nextStep<Item, Body>(
  endpoint: PagedEndpoint<Item, Body>,
  step: Step,
  page: Page<Item, Body>,
): Step | undefined {
  const { pages } = endpoint;
  if (pages.style === "link") {
    const url = nextLink(page.response.headers.get("link") ?? "");
    return url === undefined ? undefined : { ...step, url: new URL(url, page.url).href };
  }
  if (pages.style === "cursor") return byCursor(endpoint, step, page);
  if (page.items.length === 0 || isLast(endpoint, step, page)) return undefined;
  const given = step.given[pages.parameter ?? ""];
  const next =
    pages.style === "offset"
      ? Number(given ?? 0) + page.items.length
      : Number(given ?? pages.start ?? 1) + 1;
  return { given: { ...step.given, [pages.parameter ?? ""]: next } };
}

function byCursor<Item, Body>(
  endpoint: PagedEndpoint<Item, Body>,
  step: Step,
  page: Page<Item, Body>,
): Step | undefined {
  const { next = [], more, url, parameter = "" } = endpoint.pages;
  const following = at(page.document, next);
  if (following === undefined || following === null || following === "") return undefined;
  if (more !== undefined && at(page.document, more) === false) return undefined;
  if (url) return { ...step, url: new URL(String(following), page.url).href };
  // A server that gives the same cursor again would keep us for ever.
  if (following === step.given[parameter]) return undefined;
  return { given: { ...step.given, [parameter]: following } };
}

function isLast<Item, Body>(
  endpoint: PagedEndpoint<Item, Body>,
  step: Step,
  page: Page<Item, Body>,
): boolean {
  const { more, limit, total, style, parameter = "" } = endpoint.pages;
  if (more !== undefined) return !at(page.document, more);
  const asked = limit === undefined ? undefined : step.given[limit];
  if (typeof asked === "number" && page.items.length < asked) return true;
  const all = total === undefined ? undefined : at(page.document, total);
  if (style !== "offset" || typeof all !== "number") return false;
  return Number(step.given[parameter] ?? 0) + page.items.length >= all;
}

/** The URL with `rel="next"` in a `Link` header (RFC 8288). */
export function nextLink(header: string): string | undefined {
  for (const [, url, parameters = ""] of header.matchAll(/<([^>]*)>((?:[^,"]|"[^"]*")*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
    const named = (rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/);
    if (named.includes("next")) return url;
  }
  return undefined;
}
