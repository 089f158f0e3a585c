/** Deciding what others asked for, and taking back what one asked for oneself. */
import { type QueryKey, useQuery } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";
import { isProblem, type Problem } from "@/api/problem";
import { useUser } from "@/app/session-hooks";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { projectMembersQuery } from "@/features/projects/queries";
import { tasksKey } from "@/features/tasks/queries";
import { accessQuery, useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type Approval, approvalsKey } from "./queries";

export type Decision = Schemas["Decision"];

const ENOUGH: Record<string, readonly string[]> = { admin: ["admin"], editor: ["admin", "editor"] };

/** Whether the caller may decide it now, by name or by their role in the project, their teams' included. */
export function useMayDecide(approval: Approval): boolean {
  const workspaceId = useWorkspaceId();
  const { id: me } = useUser();
  const isNamed = approval.people.includes(me);
  const isOpen =
    approval.state === "pending" &&
    approval.created_by !== me &&
    !approval.votes.some(({ user_id }) => user_id === me);
  const asksRole = isOpen && !isNamed && approval.role !== null;
  const access = useQuery({ ...accessQuery(workspaceId), enabled: asksRole });
  const members = useQuery({ ...projectMembersQuery(workspaceId, approval.project_id), enabled: asksRole });
  if (!isOpen || isNamed) return isOpen;
  if (!asksRole || !access.data) return false;
  if (access.data.workspace_role === "ws_admin") return true;
  const own = new Set([me, ...access.data.teams]);
  const enough = ENOUGH[approval.role ?? ""] ?? [];
  return (
    members.data?.some(({ principal_id, role }) => own.has(principal_id) && enough.includes(role)) ?? false
  );
}

/** Whether the caller may take it back. */
export function useMayWithdraw(approval: Approval): boolean {
  const { id: me } = useUser();
  const mayManage = useMay("workflow:manage", approval.project_id);
  return approval.state === "pending" && (approval.created_by === me || mayManage);
}

const address = "/v1/workspaces/{workspace_id}/approvals/{approval_id}" as const;

/** `onChanged`: the task is not what was asked about any more, and must be looked at again. */
export function useDecision(approval: Approval, onChanged: (problem: Problem) => void) {
  const params = { path: { workspace_id: approval.workspace_id, approval_id: approval.id } };
  return useAction(
    async (body: Decision) => {
      try {
        return await ok(api.POST(`${address}/decision`, { params, body }));
      } catch (error) {
        if (!isProblem(error, "version_mismatch")) throw error;
        onChanged(error);
        return null;
      }
    },
    {
      refresh: touched(approval),
      onDone: (answer, { decision }) => answer && told(messages.decided[decision](approval.task_key)),
    },
  );
}

export function useWithdrawal(approval: Approval) {
  const params = { path: { workspace_id: approval.workspace_id, approval_id: approval.id } };
  return useAction(() => ok(api.POST(`${address}/cancel`, { params })), {
    refresh: touched(approval),
    done: messages.withdrawn(approval.task_key),
  });
}

/** The lists of approvals, and whatever shows the task. */
function touched({ workspace_id }: Approval): QueryKey[] {
  return [approvalsKey(workspace_id), tasksKey(workspace_id)];
}
