/** The same change to many tasks: shown at once, sent by fifties, with one way back for all of them. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, type Schemas } from "@/api/client";
import { Told } from "@/api/problem";
import { inTurn } from "@/api/writing";
import { failed, told, undoable } from "@/components/feedback/toasts";
import { undoChangeSet } from "@/features/changesets/undo";
import { follow } from "@/features/jobs/queries";
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
    return this.#do({
      show: (task) => this.#patch(task, changes as Partial<Task>),
      there: (task) => ({ op: "update", task_ids: [task.id], changes }),
    });
  }

  assign(personId: string, isIn: boolean): Promise<void> {
    const affected = this.#tasks.filter(({ assignee_ids }) => assignee_ids.includes(personId) !== isIn);
    const op = isIn ? "assign" : "unassign";
    return this.#do(
      {
        show: (task) => {
          const others = task.assignee_ids.filter((id) => id !== personId);
          this.#patch(task, { assignee_ids: isIn ? [...others, personId] : others });
        },
        there: (task) => ({ op, task_ids: [task.id], user_ids: [personId] }),
      },
      affected,
    );
  }

  transition(status: Status): Promise<void> {
    return this.#do(
      {
        show: (task) => this.#patch(task, { status: status.id, status_category: status.category }),
        there: (task) => ({ op: "transition", task_ids: [task.id], status: status.id, ask: true }),
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
    });
  }

  remove(): Promise<void> {
    return this.#do(
      {
        show: (task) => dropTask(this.#client, this.#workspaceId, task.id),
        there: (task) => ({ op: "delete", task_ids: [task.id] }),
      },
      this.#tasks,
      messages.removed,
    );
  }

  #patch(task: TaskRow, patch: Partial<Task>): void {
    patchTask(this.#client, this.#workspaceId, task.id, patch);
  }

  async #do(
    { show, there }: { show: (task: TaskRow) => void; there: (task: TaskRow) => Operation },
    tasks: readonly TaskRow[] = this.#tasks,
    message: (count: number) => string = messages.changed,
  ): Promise<void> {
    if (tasks.length === 0) return;
    for (const task of tasks) show(task);
    try {
      const { results, changeSets } = await this.#send(tasks.map(there));
      const done = tasks.filter((_, place) => results[place]?.outcome !== "failed");
      const refused = results.find(({ outcome }) => outcome === "failed");
      if (refused) failed(new Told(refused.problem?.detail), messages.someFailed(tasks.length - done.length));
      const asked = results.filter(({ outcome }) => outcome === "asked").length;
      if (asked > 0) told(messages.asked(asked));
      if (done.length > asked) {
        undoable(message(done.length - asked), () => this.#undo(changeSets));
      }
    } catch (error) {
      failed(error);
    }
    await refreshTasks(this.#client, this.#workspaceId);
  }

  /** Back to exactly what was before. What somebody changed since stays as it is, and is told. */
  async #undo(changeSets: readonly string[]): Promise<void> {
    let left = 0;
    for (const changeSet of [...changeSets].reverse()) {
      const undone = await undoChangeSet(this.#workspaceId, changeSet, "skip");
      if (undone.job) follow(this.#client, undone.job);
      left += undone.conflicts.length;
    }
    await refreshTasks(this.#client, this.#workspaceId);
    if (left > 0) failed(new Told(messages.changedSince), messages.notUndone(left));
  }

  /** The results in the order of the operations, and what undoes them. Raises Problem. */
  #send(operations: readonly Operation[]): Promise<{ results: Result[]; changeSets: string[] }> {
    return inTurn("bulk", async () => {
      const results: Result[] = [];
      const changeSets: string[] = [];
      for (let start = 0; start < operations.length; start += AT_ONCE) {
        const { data, response } = await api.POST("/v1/workspaces/{workspace_id}/bulk/tasks", {
          params: { path: { workspace_id: this.#workspaceId } },
          body: { operations: operations.slice(start, start + AT_ONCE) },
        });
        const answer = data as Schemas["BulkView"];
        if (answer.job) follow(this.#client, answer.job);
        results.push(...answer.results);
        const changeSet = response.headers.get("OneTick-Change-Set");
        if (changeSet) changeSets.push(changeSet);
      }
      return { results, changeSets };
    });
  }
}
