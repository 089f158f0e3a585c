import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/api/client";
import { type Project, projectMembersQuery } from "@/features/projects/queries";
import { accessQuery, useMay } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { RoleMembers } from "../parts/RoleMembers";

const ADDRESS = "/v1/workspaces/{workspace_id}/projects/{project_id}/members/{principal_id}";

/** Who has which role in a project. */
export function ProjectMembers({ project: { id, workspace_id } }: { project: Project }) {
  const members = useQuery(projectMembersQuery(workspace_id, id));
  const on = (principal_id: string) => ({ path: { workspace_id, project_id: id, principal_id } });
  return (
    <Block title={messages.projectMembers} text={messages.projectMembersText}>
      <RoleMembers
        members={members}
        mayManage={useMay("project:manage_members", id)}
        words={{
          roles: messages.projectRoles,
          roleOf: (name) => `${messages.role}: ${name}`,
          addMember: messages.addProjectMember,
          team: messages.team,
        }}
        put={(principalId, role) => ok(api.PUT(ADDRESS, { params: on(principalId), body: { role } }))}
        remove={(principalId) => ok(api.DELETE(ADDRESS, { params: on(principalId) }))}
        refresh={[projectMembersQuery(workspace_id, id).queryKey, accessQuery(workspace_id, id).queryKey]}
      />
    </Block>
  );
}
