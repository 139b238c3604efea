/** Calls that are on their way: promises of a value, and of the HTTP response beside it. */

/** A result together with the HTTP response that it came in, whose body is read already. */
export interface Raw<T> {
  readonly value: T;
  readonly response: Response;
  /** The body of the response as it came in. */
  readonly content: Uint8Array;
}

/** A promise of a result; `withResponse` gives the HTTP response as well. */
export class Call<T> implements Promise<T> {
  readonly #outcome: Promise<Raw<T>>;

  constructor(outcome: Promise<Raw<T>>) {
    this.#outcome = outcome;
  }

  get [Symbol.toStringTag](): string {
    return "Call";
  }

  /** The result, and the response that it came in. */
  withResponse(): Promise<Raw<T>> {
    return this.#outcome;
  }

  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#outcome.then((raw) => raw.value).then(fulfilled, rejected);
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, rejected);
  }

  finally(ended?: (() => void) | null): Promise<T> {
    return this.then().finally(ended);
  }
}
