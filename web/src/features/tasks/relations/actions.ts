/** Relations are made from the task that they read outward from: this knows which of the two that is. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, ok } from "@/api/client";
import { failed, undoable } from "@/components/feedback/toasts";
import { messages } from "./messages";
import { type Relation, relationsQuery } from "./queries";

type Link = Pick<Relation, "type_id" | "other_id" | "direction">;

const address =
  "/v1/workspaces/{workspace_id}/tasks/{task_id}/relations/{relation_type_id}/{other_id}" as const;

export function useRelationActions(workspaceId: string, taskId: string) {
  const client = useQueryClient();
  return useMemo(() => new RelationActions(client, workspaceId, taskId), [client, workspaceId, taskId]);
}

class RelationActions {
  readonly #client: QueryClient;
  readonly #workspaceId: string;
  readonly #taskId: string;

  constructor(client: QueryClient, workspaceId: string, taskId: string) {
    this.#client = client;
    this.#workspaceId = workspaceId;
    this.#taskId = taskId;
  }

  put = async (link: Link): Promise<void> => {
    try {
      await ok(api.PUT(address, { params: this.#params(link) }));
    } catch (error) {
      failed(error);
    }
    await this.#settle(link);
  };

  remove = async (link: Link): Promise<void> => {
    const { queryKey } = relationsQuery(this.#workspaceId, this.#taskId);
    this.#client.setQueryData(queryKey, (all) => all?.filter((one) => !isSame(one, link)));
    try {
      await ok(api.DELETE(address, { params: this.#params(link) }));
      undoable(messages.removed, () => this.put(link));
    } catch (error) {
      failed(error);
    }
    await this.#settle(link);
  };

  #params({ type_id, other_id, direction }: Link) {
    const [from, to] = direction === "outward" ? [this.#taskId, other_id] : [other_id, this.#taskId];
    const path = { workspace_id: this.#workspaceId, task_id: from, relation_type_id: type_id, other_id: to };
    return { path };
  }

  async #settle({ other_id }: Link): Promise<void> {
    const keys = [this.#taskId, other_id].map((id) => relationsQuery(this.#workspaceId, id).queryKey);
    await Promise.all(keys.map((queryKey) => this.#client.invalidateQueries({ queryKey })));
  }
}

function isSame(one: Link, other: Link): boolean {
  return one.type_id === other.type_id && one.other_id === other.other_id;
}

export type { RelationActions };
