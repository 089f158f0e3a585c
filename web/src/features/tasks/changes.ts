/**
 * Every change of a task. Each shows at once, goes out in turn with the version it was made to, and is taken
 * back when the service refuses. When somebody else was faster, fields that both did not touch are merged;
 * for the others a person decides, with both versions before them.
 */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { inTurn } from "@/api/writing";
import { failed, told, undoable } from "@/components/feedback/toasts";
import { workflowQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { dropTask, findTask, patchTask, placeTask, refreshTasks, type Spot } from "./cache";
import { conflicts } from "./conflicts";
import { approvalBetween, throughGate } from "./gates/gates";
import { messages } from "./messages";
import { readTask, type Task, type TaskRow } from "./queries";

export type Changes = Schemas["TaskChanges"];
export type NewTask = Schemas["NewTask"];
type Status = Schemas["StatusView"];

const ATTEMPTS = 4;

export class TaskChanger {
  readonly #client: QueryClient;
  readonly #workspaceId: string;

  constructor(client: QueryClient, workspaceId: string) {
    this.#client = client;
    this.#workspaceId = workspaceId;
  }

  /** A new task. Raises Problem. */
  async create(task: NewTask): Promise<Task> {
    const made = await ok(
      api.POST("/v1/workspaces/{workspace_id}/tasks", {
        params: { path: { workspace_id: this.#workspaceId } },
        body: task,
      }),
    );
    await refreshTasks(this.#client, this.#workspaceId);
    return made;
  }

  /**
   * Other values of fields. `base`: what the person saw when they began; by default what is in the cache now.
   * Answers the task as it is then, or null when it was not changed; failures have been shown.
   */
  async update(task: TaskRow, changes: Changes, base: TaskRow = task): Promise<Task | null> {
    const before = pick(task, changes);
    this.#patch(task.id, changes as Partial<Task>);
    try {
      const answer = await inTurn(task.id, () => this.#merge(task.id, changes, base));
      if (answer) this.#patch(task.id, answer);
      return answer;
    } catch (error) {
      this.#restore(task.id, changes, before);
      failed(error, messages.notSaved(task.key));
      return null;
    }
  }

  /** Another value of a custom field; the others stay as they are. Raises Problem, and takes it back then. */
  async setField(task: Task, fieldId: string, value: unknown): Promise<void> {
    const put = (one: unknown) => {
      const now = (findTask(this.#client, this.#workspaceId, task.id) ?? task).custom_fields;
      const { [fieldId]: _, ...rest } = now as Record<string, unknown>;
      const custom_fields = one === null || one === undefined ? rest : { ...rest, [fieldId]: one };
      this.#patch(task.id, { custom_fields } as Partial<Task>);
    };
    const before = (task.custom_fields as Record<string, unknown>)[fieldId];
    put(value);
    try {
      const answer = await inTurn(task.id, () =>
        ok(
          api.PATCH("/v1/workspaces/{workspace_id}/tasks/{task_id}", {
            params: { path: this.#path(task.id) },
            body: { custom_fields: { [fieldId]: value } } as Changes,
          }),
        ),
      );
      this.#patch(task.id, answer);
    } catch (error) {
      put(before);
      throw error;
    }
  }

  /**
   * To another status, by the workflow. What it asks for is asked of the person. Answers null also when others must
   * agree first: the task stays where it is, and waits.
   */
  async transition(task: TaskRow, status: Status): Promise<Task | null> {
    const before = {
      status: task.status,
      status_category: task.status_category,
      completed_at: task.completed_at,
    };
    const approval = await this.#approvalFor(task, status);
    if (!approval) this.#patch(task.id, { status: status.id, status_category: status.category });
    try {
      const answer = await throughGate({ task, status, approval }, (note) =>
        inTurn(task.id, () => this.#sendTransition(task.id, status.id, note)),
      );
      if (!answer) {
        this.#patch(task.id, before);
        return null;
      }
      if (answer.section_id !== task.section_id) this.#place(task.id, { sectionId: answer.section_id });
      this.#patch(task.id, answer);
      if (answer.status === status.id) return answer;
      told(messages.waitsForApproval(task.key, status.name));
      return null;
    } catch (error) {
      this.#patch(task.id, before);
      failed(error, messages.notSaved(task.key));
      return null;
    }
  }

  /** Who must agree to it, as far as the workflow is known. */
  async #approvalFor(task: TaskRow, status: Status) {
    try {
      const workflow = await this.#client.ensureQueryData(workflowQuery(this.#workspaceId, task.project_id));
      return approvalBetween(workflow, task.status, status.id);
    } catch {
      return null;
    }
  }

  /**
   * To another place, in its home or in another of its projects. `back`: where it came from, to put it back there
   * when that is refused. `status`: what it takes on there.
   */
  async move(
    task: TaskRow,
    spot: Spot,
    back: Spot | null,
    { status, projectId = task.project_id }: { status?: Status | undefined; projectId?: string } = {},
  ): Promise<Task | null> {
    const before = {
      section_id: task.section_id,
      status: task.status,
      status_category: task.status_category,
    };
    this.#place(task.id, spot);
    const entered = status ? { status: status.id, status_category: status.category } : {};
    if (projectId === task.project_id) this.#patch(task.id, { section_id: spot.sectionId, ...entered });
    const restore = () => {
      this.#patch(task.id, before);
      if (back) this.#place(task.id, back);
    };
    const send = () => inTurn(task.id, () => this.#sendMove(task.id, projectId, spot));
    try {
      const answer = await (status ? throughGate({ task, status, approval: null }, send) : send());
      if (answer) this.#patch(task.id, answer);
      else restore();
      return answer;
    } catch (error) {
      restore();
      if (status && isProblem(error, "approval_required")) return this.transition(task, status);
      failed(error, messages.notMoved(task.key));
      return null;
    }
  }

  /** To the trash, with a way back. */
  async remove(task: TaskRow): Promise<void> {
    if (await this.trash(task)) undoable(messages.removed(task.key), () => this.restore(task.id));
  }

  /** To the trash; whether it went. */
  async trash(task: TaskRow): Promise<boolean> {
    dropTask(this.#client, this.#workspaceId, task.id);
    try {
      const params = { path: this.#path(task.id) };
      await inTurn(task.id, () =>
        ok(api.DELETE("/v1/workspaces/{workspace_id}/tasks/{task_id}", { params })),
      );
      return true;
    } catch (error) {
      failed(error, messages.notRemoved(task.key));
      return false;
    } finally {
      void refreshTasks(this.#client, this.#workspaceId);
    }
  }

  /** Out of the trash. Raises Problem. */
  async restore(taskId: string): Promise<Task> {
    const task = await ok(
      api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/restore", {
        params: { path: this.#path(taskId) },
      }),
    );
    await refreshTasks(this.#client, this.#workspaceId);
    return task;
  }

  /** A copy. Raises Problem. */
  async duplicate(taskId: string): Promise<Task> {
    const copy = await ok(
      api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/duplicate", {
        params: { path: this.#path(taskId) },
        body: {},
      }),
    );
    await refreshTasks(this.#client, this.#workspaceId);
    return copy;
  }

  /**
   * Below another task, above or below one of its subtasks; null: nobody's subtask. Shown by whoever asks for it.
   * Raises Problem: a circle names the way round.
   */
  async setParent(taskId: string, parent: Schemas["Parent"]): Promise<Task> {
    const answer = await inTurn(taskId, () =>
      ok(
        api.PUT("/v1/workspaces/{workspace_id}/tasks/{task_id}/parent", {
          params: { path: this.#path(taskId) },
          body: parent,
        }),
      ),
    );
    this.#patch(taskId, answer);
    return answer;
  }

  async #merge(taskId: string, changes: Changes, base: TaskRow): Promise<Task | null> {
    let seen: TaskRow = findTask(this.#client, this.#workspaceId, taskId) ?? base;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      try {
        return await this.#sendUpdate(taskId, changes, seen);
      } catch (error) {
        if (!isProblem(error, "version_mismatch")) throw error;
        const current = await readTask(this.#workspaceId, taskId);
        const disputed = fieldsOf(changes).filter(
          (field) => !same(current[field], (base as Task)[field]) && !same(current[field], changes[field]),
        );
        if (disputed.length > 0) {
          const decision = await conflicts.ask({ current, changes, fields: disputed });
          if (decision === "theirs") return current;
        }
        seen = current;
        base = current;
      }
    }
    throw new Error("The task keeps changing.");
  }

  #sendUpdate(taskId: string, changes: Changes, seen: TaskRow): Promise<Task> {
    return ok(
      api.PATCH("/v1/workspaces/{workspace_id}/tasks/{task_id}", {
        params: { path: this.#path(taskId), header: ifMatch(seen) },
        body: changes,
      }),
    );
  }

  #sendTransition(taskId: string, status: string, note: string): Promise<Task> {
    return ok(
      api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/transition", {
        params: { path: this.#path(taskId) },
        body: { status, ...(note ? { comment: note } : {}) },
      }),
    );
  }

  #sendMove(taskId: string, projectId: string, { sectionId, beforeId, afterId }: Spot): Promise<Task> {
    return ok(
      api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/move", {
        params: { path: this.#path(taskId) },
        body: {
          project_id: projectId,
          section_id: sectionId,
          ...(beforeId ? { before_id: beforeId } : {}),
          ...(afterId ? { after_id: afterId } : {}),
        },
      }),
    );
  }

  /** Only what is still as this change made it: a later change stays. */
  #restore(taskId: string, changes: Changes, before: Partial<TaskRow>): void {
    const now = findTask(this.#client, this.#workspaceId, taskId);
    if (!now) return;
    const untouched = fieldsOf(changes).filter((field) => same((now as Task)[field], changes[field]));
    this.#patch(
      taskId,
      Object.fromEntries(untouched.map((field) => [field, before[field as keyof TaskRow]])),
    );
  }

  #patch(taskId: string, patch: Partial<Task>): void {
    patchTask(this.#client, this.#workspaceId, taskId, patch);
  }

  #place(taskId: string, spot: Spot): void {
    placeTask(this.#client, this.#workspaceId, taskId, spot);
  }

  #path(taskId: string) {
    return { workspace_id: this.#workspaceId, task_id: taskId };
  }
}

export function useTaskChanger(): TaskChanger {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  return useMemo(() => new TaskChanger(client, workspaceId), [client, workspaceId]);
}

/** The people with one more, or one less. */
export function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

type Field = keyof Changes & keyof Task;

function fieldsOf(changes: Changes): Field[] {
  return Object.keys(changes) as Field[];
}

function pick(task: TaskRow, changes: Changes): Partial<TaskRow> {
  return Object.fromEntries(fieldsOf(changes).map((field) => [field, (task as Task)[field]]));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
