/** The same change to many tasks: shown at once, sent by fifties, with one way back for all of them. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { Told } from "@/api/problem";
import { inTurn } from "@/api/writing";
import { failed, undoable } from "@/components/feedback/toasts";
import type { Status } from "@/features/projects/queries";
import { dropTask, patchTask, placeTask, refreshTasks } from "@/features/tasks/cache";
import type { Changes } from "@/features/tasks/changes";
import type { Task, TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";

type Operation = Schemas["Bulk"]["operations"][number];
type Result = Schemas["ItemResultView"];

/** What the service does while one waits. */
const AT_ONCE = 50;

export function useBulk(tasks: readonly TaskRow[], projectId: string): Bulk {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(
    () => new Bulk(client, workspaceId, projectId, tasks),
    [client, workspaceId, projectId, tasks],
  );
}

class Bulk {
  readonly #client: QueryClient;
  readonly #workspaceId: string;
  readonly #projectId: string;
  readonly #tasks: readonly TaskRow[];

  constructor(client: QueryClient, workspaceId: string, projectId: string, tasks: readonly TaskRow[]) {
    this.#client = client;
    this.#workspaceId = workspaceId;
    this.#projectId = projectId;
    this.#tasks = tasks;
  }

  update(changes: Changes): Promise<void> {
    const fields = Object.keys(changes) as (keyof Changes & keyof TaskRow)[];
    return this.#do({
      show: (task) => this.#patch(task, changes as Partial<Task>),
      there: (task) => ({ op: "update", task_ids: [task.id], changes }),
      back: (task) => ({
        op: "update",
        task_ids: [task.id],
        changes: Object.fromEntries(fields.map((field) => [field, task[field]])) as Changes,
      }),
    });
  }

  assign(personId: string, isIn: boolean): Promise<void> {
    const affected = this.#tasks.filter(({ assignee_ids }) => assignee_ids.includes(personId) !== isIn);
    const op = (adds: boolean) => (task: TaskRow) =>
      ({ op: adds ? "assign" : "unassign", task_ids: [task.id], user_ids: [personId] }) as Operation;
    return this.#do(
      {
        show: (task) => {
          const others = task.assignee_ids.filter((id) => id !== personId);
          this.#patch(task, { assignee_ids: isIn ? [...others, personId] : others });
        },
        there: op(isIn),
        back: op(!isIn),
      },
      affected,
    );
  }

  transition(status: Status): Promise<void> {
    return this.#do(
      {
        show: (task) => this.#patch(task, { status: status.id, status_category: status.category }),
        there: (task) => ({ op: "transition", task_ids: [task.id], status: status.id }),
        back: (task) => this.#home(task),
      },
      this.#tasks.filter((task) => task.status !== status.id),
    );
  }

  move(sectionId: string): Promise<void> {
    return this.#do({
      show: (task) => placeTask(this.#client, this.#workspaceId, task.id, { sectionId }),
      there: (task) => ({
        op: "move",
        task_ids: [task.id],
        project_id: this.#projectId,
        section_id: sectionId,
      }),
      back: (task) => this.#home(task),
    });
  }

  remove(): Promise<void> {
    return this.#do(
      {
        show: (task) => dropTask(this.#client, this.#workspaceId, task.id),
        there: (task) => ({ op: "delete", task_ids: [task.id] }),
        back: (task) => ({ op: "restore", task_ids: [task.id] }),
      },
      this.#tasks,
      messages.removed,
    );
  }

  /** Back to the section it came from, and with it to the status. */
  #home(task: TaskRow): Operation {
    const placed = task.placements.find(({ project_id }) => project_id === this.#projectId);
    const section_id = placed?.section_id ?? task.section_id;
    return { op: "move", task_ids: [task.id], project_id: this.#projectId, section_id };
  }

  #patch(task: TaskRow, patch: Partial<Task>): void {
    patchTask(this.#client, this.#workspaceId, task.id, patch);
  }

  async #do(
    {
      show,
      there,
      back,
    }: Record<"there" | "back", (task: TaskRow) => Operation> & { show: (task: TaskRow) => void },
    tasks: readonly TaskRow[] = this.#tasks,
    message: (count: number) => string = messages.changed,
  ): Promise<void> {
    if (tasks.length === 0) return;
    for (const task of tasks) show(task);
    try {
      const results = await this.#send(tasks.map(there));
      const done = tasks.filter((_, place) => results[place]?.outcome !== "failed");
      const refused = results.find(({ outcome }) => outcome === "failed");
      if (refused) failed(new Told(refused.problem?.detail), messages.someFailed(tasks.length - done.length));
      if (done.length > 0) {
        undoable(message(done.length), async () => {
          await this.#send(done.map(back));
          await refreshTasks(this.#client, this.#workspaceId);
        });
      }
    } catch (error) {
      failed(error);
    }
    await refreshTasks(this.#client, this.#workspaceId);
  }

  /** The results in the order of the operations. Raises Problem. */
  #send(operations: readonly Operation[]): Promise<Result[]> {
    return inTurn("bulk", async () => {
      const results: Result[] = [];
      for (let start = 0; start < operations.length; start += AT_ONCE) {
        const answer = await ok(
          api.POST("/v1/workspaces/{workspace_id}/bulk/tasks", {
            params: { path: { workspace_id: this.#workspaceId } },
            body: { operations: operations.slice(start, start + AT_ONCE) },
          }),
        );
        results.push(...answer.results);
      }
      return results;
    });
  }
}
