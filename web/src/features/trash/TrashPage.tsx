import { Button, Group, Select, Skeleton, Stack, Text } from "@mantine/core";
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ago } from "@/components/dates";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { useAction } from "@/components/feedback/use-action";
import { IconTrash } from "@/components/icons";
import { Page } from "@/components/Page";
import { Tag } from "@/components/Tag";
import { projectsQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { daysLeft, type Kind, type KindId, kinds, type Trashed, trashedOf } from "./kinds";
import { messages } from "./messages";
import classes from "./trash.module.css";

const FEW_DAYS = 5;

const trashQuery = (workspaceId: string, kind: KindId, projectId: string | null) =>
  infiniteQueryOptions({
    queryKey: ["workspace", workspaceId, "trash", kind, projectId],
    queryFn: async ({ pageParam }) => {
      const { list }: Kind = kinds[kind];
      const answer = await list(
        workspaceId,
        { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        projectId,
      );
      return { rows: answer.data.map(trashedOf), next: answer.page.next_cursor as string | null };
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** What was deleted, by kind, with the days that are left, and the way back. */
export function TrashPage() {
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const search = useSearch({ from: "/signed-in/w/$workspaceId/trash" });
  const kindId: KindId = search.kind && search.kind in kinds ? search.kind : "tasks";
  const kind: Kind = kinds[kindId];
  const projectId = kind.isOfProject ? (search.project ?? null) : null;
  const projects = useQuery(projectsQuery(workspaceId));
  const trash = useInfiniteQuery(trashQuery(workspaceId, kindId, projectId));
  const rows = trash.data?.pages.flatMap((page) => page.rows) ?? [];
  const go = (changes: Partial<typeof search>) =>
    void navigate({
      to: "/w/$workspaceId/trash",
      params: { workspaceId },
      search: { ...search, ...changes },
      replace: true,
    });
  return (
    <Page title={messages.title}>
      <Text size="sm" c="dimmed" mb="md">
        {messages.text}
      </Text>
      <Group gap="xs" mb="sm">
        <Select
          aria-label={messages.kind}
          w={150}
          data={Object.entries(kinds).map(([value, { label }]) => ({ value, label }))}
          value={kindId}
          allowDeselect={false}
          onChange={(value) => go({ kind: value as KindId })}
        />
        {kind.isOfProject && (
          <Select
            aria-label={messages.project}
            w={220}
            searchable
            data={[
              { value: "", label: messages.everywhere },
              ...(projects.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []),
            ]}
            value={projectId ?? ""}
            allowDeselect={false}
            onChange={(value) => go({ project: value || undefined })}
          />
        )}
      </Group>
      {trash.isPending && (
        <Stack gap={8} aria-busy="true">
          {[0, 1, 2].map((line) => (
            <Skeleton key={line} h={48} />
          ))}
        </Stack>
      )}
      {trash.isError && !trash.data && <ProblemNotice error={trash.error} retry={trash.refetch} />}
      {trash.data && rows.length === 0 && !trash.hasNextPage && (
        <EmptyState icon={<IconTrash stroke={1.5} />} title={messages.empty}>
          {messages.emptyText}
        </EmptyState>
      )}
      <ul className={classes.rows}>
        {rows.map((row) => (
          <TrashLine
            key={row.id}
            row={row}
            kind={kind}
            project={projects.data?.find(({ id }) => id === row.projectId)?.name}
          />
        ))}
      </ul>
      {trash.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={trash.isFetchingNextPage}
          onClick={() => void trash.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
    </Page>
  );
}

interface LineProps {
  row: Trashed;
  kind: Kind;
  project: string | undefined;
}

function TrashLine({ row, kind, project }: LineProps) {
  const workspaceId = useWorkspaceId();
  const restore = useAction(() => kind.restore(workspaceId, row), {
    refresh: [["workspace", workspaceId]],
    done: messages.restored(row.name),
  });
  const days = daysLeft(row.until);
  return (
    <li>
      <span>
        <strong>{row.name}</strong>
        <small>{[project, messages.deleted(ago(row.deletedAt))].filter(Boolean).join(", ")}</small>
      </span>
      <Tag tone={days < FEW_DAYS ? "warn" : "neutral"}>{messages.daysLeft(days)}</Tag>
      <Button
        size="compact-sm"
        variant="default"
        loading={restore.isPending}
        onClick={() => restore.mutate()}
        aria-label={`${messages.restore}: ${row.name}`}
      >
        {messages.restore}
      </Button>
    </li>
  );
}
