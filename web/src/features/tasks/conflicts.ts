/** Two people changed the same field: a person decides. `ConflictDialog` shows what is asked here. */
import type { Changes } from "./changes";
import type { Task } from "./queries";

export interface Conflict {
  /** As somebody else left it. */
  current: Task;
  /** What this person wants. */
  changes: Changes;
  fields: (keyof Changes & keyof Task)[];
}

export type Decision = "mine" | "theirs";

interface Question {
  conflict: Conflict;
  decide: (decision: Decision) => void;
}

class Conflicts {
  #open: Question | null = null;
  #listeners = new Set<() => void>();

  get open(): Conflict | null {
    return this.#open?.conflict ?? null;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** One at a time: another question waits for the answer to the first. */
  async ask(conflict: Conflict): Promise<Decision> {
    while (this.#open) await new Promise((resolve) => setTimeout(resolve, 200));
    return new Promise((resolve) => {
      this.#set({ conflict, decide: resolve });
    });
  }

  decide(decision: Decision): void {
    this.#open?.decide(decision);
    this.#set(null);
  }

  #set(open: Question | null): void {
    this.#open = open;
    for (const listener of this.#listeners) listener();
  }
}

export const conflicts = new Conflicts();
