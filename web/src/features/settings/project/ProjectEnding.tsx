import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, ok } from "@/api/client";
import { undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { type Project, projectQuery, projectsQuery } from "@/features/projects/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";

interface Props {
  project: Project;
  mayEdit: boolean;
  mayDelete: boolean;
}

export function ProjectEnding({ project, mayEdit, mayDelete }: Props) {
  const { id, workspace_id: workspaceId, archived_at } = project;
  const navigate = useNavigate();
  const client = useQueryClient();
  const params = { path: { workspace_id: workspaceId, project_id: id } };
  const refresh = [projectQuery(workspaceId, id).queryKey, projectsQuery(workspaceId).queryKey];
  const again = () => Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })));

  const archive = useAction(
    () =>
      ok(
        archived_at
          ? api.POST("/v1/workspaces/{workspace_id}/projects/{project_id}/unarchive", { params })
          : api.POST("/v1/workspaces/{workspace_id}/projects/{project_id}/archive", { params }),
      ),
    { refresh, done: archived_at ? messages.restored : messages.archived },
  );
  const remove = useAction(
    () => api.DELETE("/v1/workspaces/{workspace_id}/projects/{project_id}", { params }),
    {
      onDone: async () => {
        await navigate({ to: "/w/$workspaceId", params: { workspaceId } });
        await client.invalidateQueries({ queryKey: projectsQuery(workspaceId).queryKey });
        undoable(messages.projectDeleted(project.name), async () => {
          await api.POST("/v1/workspaces/{workspace_id}/projects/{project_id}/restore", { params });
          await again();
        });
      },
    },
  );
  return (
    <Block title={archived_at ? messages.unarchive : messages.archive}>
      <Group gap="xs">
        {mayEdit && (
          <Button variant="default" loading={archive.isPending} onClick={() => archive.mutate()}>
            {archived_at ? messages.unarchive : messages.archive}
          </Button>
        )}
        {mayDelete && (
          <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {messages.deleteProject}
          </Button>
        )}
      </Group>
    </Block>
  );
}
