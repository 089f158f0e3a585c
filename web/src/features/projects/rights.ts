/** What the caller may do in a project, as the screen needs it: nothing can be changed in an archived one. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { accessQuery, useWorkspaceId } from "@/features/workspaces/queries";
import { projectQuery } from "./queries";

export interface Rights {
  mayCreate: boolean;
  mayEdit: boolean;
  mayTransition: boolean;
  mayDelete: boolean;
  mayComment: boolean;
  mayManage: boolean;
}

export function useRights(projectId: string): Rights {
  const workspaceId = useWorkspaceId();
  const access = useQuery(accessQuery(workspaceId, projectId));
  const project = useQuery(projectQuery(workspaceId, projectId));
  const isOpen = project.data !== undefined && !project.data.archived_at && !project.data.deleted_at;
  const permissions = access.data?.permissions;
  return useMemo(() => {
    const may = (permission: string) => isOpen && (permissions?.includes(permission) ?? false);
    return {
      mayCreate: may("task:create"),
      mayEdit: may("task:edit"),
      mayTransition: may("task:transition"),
      mayDelete: may("task:delete"),
      mayComment: may("comment:create"),
      mayManage: may("project:edit"),
    };
  }, [isOpen, permissions]);
}
