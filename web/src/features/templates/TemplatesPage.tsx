import { Button, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "@/api/client";
import { paced } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconTemplate } from "@/components/icons";
import { Page } from "@/components/Page";
import { projectsQuery } from "@/features/projects/queries";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type Kind, type Template, templatesKey, templatesQuery } from "./queries";
import classes from "./templates.module.css";
import { UseTemplateDialog } from "./UseTemplateDialog";

/** What projects and tasks can be made from. */
export function TemplatesPage() {
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const { kind = "project" }: { kind?: Kind } = useSearch({ from: "/signed-in/w/$workspaceId/templates" });
  const templates = useInfiniteQuery({ ...templatesQuery(workspaceId, kind), ...paced("now-and-then") });
  const [used, setUsed] = useState<Template | null>(null);
  const all = templates.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Page
      title={messages.title}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={messages.title}
          value={kind}
          data={[
            { value: "project", label: messages.projects },
            { value: "task", label: messages.tasks },
          ]}
          onChange={(value) =>
            void navigate({
              to: "/w/$workspaceId/templates",
              params: { workspaceId },
              search: value === "task" ? { kind: "task" } : {},
              replace: true,
            })
          }
        />
      }
    >
      <Text size="sm" c="dimmed" mb="md">
        {messages.text}
      </Text>
      {templates.isPending && (
        <Stack gap={10} aria-busy="true">
          {[0, 1].map((line) => (
            <Skeleton key={line} h={84} />
          ))}
        </Stack>
      )}
      {templates.isError && !templates.data && (
        <ProblemNotice error={templates.error} retry={templates.refetch} />
      )}
      {templates.data && all.length === 0 && (
        <EmptyState icon={<IconTemplate stroke={1.5} />} title={messages.empty}>
          {kind === "project" ? messages.emptyText : messages.emptyTasks}
        </EmptyState>
      )}
      <ul className={classes.gallery}>
        {all.map((template) => (
          <TemplateCard key={template.id} template={template} onUse={() => setUsed(template)} />
        ))}
      </ul>
      {templates.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={templates.isFetchingNextPage}
          onClick={() => void templates.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
      {used && <UseTemplateDialog templateId={used.id} onClose={() => setUsed(null)} />}
    </Page>
  );
}

function TemplateCard({ template, onUse }: { template: Template; onUse: () => void }) {
  const { workspace_id: workspaceId, id, name, kind, project_id, task_count, ready } = template;
  const client = useQueryClient();
  const projects = useQuery(projectsQuery(workspaceId));
  const mayManage = useMay("template:manage", project_id ?? undefined);
  const mayCreate = useMay("project:create");
  const params = { path: { workspace_id: workspaceId, template_id: id } };
  const again = () => client.invalidateQueries({ queryKey: templatesKey(workspaceId) });
  const remove = useAction(
    () => api.DELETE("/v1/workspaces/{workspace_id}/templates/{template_id}", { params }),
    {
      refresh: [[...templatesKey(workspaceId)]],
      onDone: () =>
        undoable(messages.deleted(name), async () => {
          await api.POST("/v1/workspaces/{workspace_id}/templates/{template_id}/restore", { params });
          await again();
        }),
    },
  );
  const of = project_id ? projects.data?.find((project) => project.id === project_id)?.name : messages.forAll;
  return (
    <li className={classes.card}>
      <IconTemplate size={22} stroke={1.5} aria-hidden />
      <span>
        <strong>{name}</strong>
        <small>
          {[messages.count(task_count), of, ready ? null : messages.notReady].filter(Boolean).join(", ")}
        </small>
      </span>
      {mayManage && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={remove.isPending}
          onClick={() => remove.mutate()}
          aria-label={`${messages.delete}: ${name}`}
        >
          {messages.delete}
        </Button>
      )}
      {(kind === "task" || mayCreate) && (
        <Button size="compact-sm" disabled={!ready} onClick={onUse} aria-label={`${messages.use}: ${name}`}>
          {messages.use}
        </Button>
      )}
    </li>
  );
}
