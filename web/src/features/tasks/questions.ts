/** What a change must ask the person in between: one question at a time, shown by whoever listens. */
export class Questions<Q, A> {
  #open: { question: Q; answer: (answer: A) => void } | null = null;
  #listeners = new Set<() => void>();

  get open(): Q | null {
    return this.#open?.question ?? null;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Another question waits for the answer to the first. */
  async ask(question: Q): Promise<A> {
    while (this.#open) await new Promise((resolve) => setTimeout(resolve, 200));
    return new Promise((resolve) => {
      this.#open = { question, answer: resolve };
      this.#tell();
    });
  }

  answer(answer: A): void {
    const open = this.#open;
    this.#open = null;
    this.#tell();
    open?.answer(answer);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
