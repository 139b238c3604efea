/** The time that one attempt may take, and the caller's own signal to end it. */

/** Aborts when the time is over, or when the caller's signal does; until it is released. */
export class Limit {
  readonly #controller = new AbortController();
  readonly #given: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #timeout: number;
  #isOver = false;

  constructor(timeout: number, given: AbortSignal | undefined) {
    this.#timeout = timeout;
    this.#given = given;
    given?.addEventListener("abort", this.#stop, { once: true });
    if (given?.aborted) this.#stop();
    // Timers hold 31 bits of milliseconds.
    if (timeout < 2 ** 31) this.#timer = setTimeout(this.#end, timeout);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the caller's own signal has ended it. */
  get isEndedByCaller(): boolean {
    return this.#given?.aborted ?? false;
  }

  /** Stop the clock: from here on only the caller's signal counts. */
  stopClock(): void {
    clearTimeout(this.#timer);
  }

  /** Nothing ends it any more. */
  release(): void {
    this.stopClock();
    this.#given?.removeEventListener("abort", this.#stop);
  }

  /** What an error means: the caller's own reason, the time that is over, or what it says. */
  meaning(error: unknown): unknown {
    if (this.#given?.aborted) return this.#given.reason;
    return this.#isOver ? new Error(`no answer within ${this.#timeout} ms`) : error;
  }

  readonly #stop = (): void => {
    this.#controller.abort(this.#given?.reason);
  };

  readonly #end = (): void => {
    this.#isOver = true;
    this.#controller.abort(new Error(`no answer within ${this.#timeout} ms`));
  };
}
