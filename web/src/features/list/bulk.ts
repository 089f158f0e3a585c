/** The same change to many tasks, a few at a time, and one way back for all of them. */
import { useMemo } from "react";
import { undoable } from "@/components/feedback/toasts";
import type { Status } from "@/features/projects/queries";
import { type Changes, type TaskChanger, useTaskChanger } from "@/features/tasks/changes";
import type { Task, TaskRow } from "@/features/tasks/queries";
import { messages } from "./messages";

const AT_ONCE = 4;

type Undo = () => Promise<unknown>;

export function useBulk(tasks: readonly TaskRow[]) {
  const changer = useTaskChanger();
  return useMemo(() => new Bulk(changer, tasks), [changer, tasks]);
}

class Bulk {
  readonly #changer: TaskChanger;
  readonly #tasks: readonly TaskRow[];

  constructor(changer: TaskChanger, tasks: readonly TaskRow[]) {
    this.#changer = changer;
    this.#tasks = tasks;
  }

  update(changes: (task: TaskRow) => Changes): Promise<void> {
    return this.#each(messages.changed, async (task) => {
      const wanted = changes(task);
      const before = Object.fromEntries(
        Object.keys(wanted).map((field) => [field, task[field as keyof TaskRow] ?? null]),
      ) as Changes;
      const after = await this.#changer.update(task, wanted);
      return after && (() => this.#changer.update(after, before));
    });
  }

  assign(personId: string, isIn: boolean): Promise<void> {
    return this.update(({ assignee_ids }) => {
      const others = assignee_ids.filter((id) => id !== personId);
      return { assignee_ids: isIn ? [...others, personId] : others };
    });
  }

  transition(status: Status): Promise<void> {
    const others = this.#tasks.filter((task) => task.status !== status.id);
    return this.#each(
      messages.changed,
      async (task) => {
        const after = await this.#changer.transition(task, status);
        return after && this.#back(after, task);
      },
      others,
    );
  }

  move(sectionId: string, status: Status | undefined): Promise<void> {
    const others = this.#tasks.filter((task) => task.section_id !== sectionId);
    return this.#each(
      messages.changed,
      async (task) => {
        const after = await this.#changer.move(task, { sectionId }, null, status);
        return after && this.#back(after, task);
      },
      others,
    );
  }

  remove(): Promise<void> {
    return this.#each(messages.removed, async (task) => {
      const isGone = await this.#changer.trash(task);
      return isGone ? () => this.#changer.restore(task.id) : null;
    });
  }

  #back(after: Task, before: TaskRow): Undo {
    return () => this.#changer.move(after, { sectionId: before.section_id }, null);
  }

  async #each(
    message: (count: number) => string,
    change: (task: TaskRow) => Promise<Undo | null>,
    tasks: readonly TaskRow[] = this.#tasks,
  ): Promise<void> {
    const undos: Undo[] = [];
    const waiting = [...tasks];
    const worker = async () => {
      for (let task = waiting.shift(); task; task = waiting.shift()) {
        const undo = await change(task);
        if (undo) undos.push(undo);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (undos.length > 0) undoable(message(undos.length), () => Promise.all(undos.map((undo) => undo())));
  }
}
