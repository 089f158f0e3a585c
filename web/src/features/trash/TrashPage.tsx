import { Button, Group, Select, Skeleton, Stack, Text } from "@mantine/core";
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconTrash } from "@/components/icons";
import { Page } from "@/components/Page";
import { projectsQuery } from "@/features/projects/queries";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { EmptyTrash } from "./EmptyTrash";
import type { Kind } from "./kind";
import { type KindId, kinds, trashedOf } from "./kinds";
import { messages } from "./messages";
import { TrashLine } from "./TrashLine";
import classes from "./trash.module.css";

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
  const mayPurge = useMay("trash:purge");
  const offered = Object.entries<Kind>(kinds).filter(([, { isForPurgers }]) => mayPurge || !isForPurgers);
  const kindId = offered.some(([id]) => id === search.kind) ? (search.kind as KindId) : "tasks";
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
    <Page title={messages.title} actions={mayPurge && <EmptyTrash />}>
      <Text size="sm" c="dimmed" mb="md">
        {messages.text}
      </Text>
      <Group gap="xs" mb="sm">
        <Select
          aria-label={messages.kind}
          w={150}
          data={offered.map(([value, { label }]) => ({ value, label }))}
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
            mayPurge={mayPurge}
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
