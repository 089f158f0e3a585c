import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "@/api/client";
import { ago, shortDay } from "@/components/dates";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { useAction } from "@/components/feedback/use-action";
import { IconDownload } from "@/components/icons";
import { Page } from "@/components/Page";
import { projectsQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { DownloadButton } from "./parts/DownloadButton";
import { type Export, exportsQuery } from "./queries";
import classes from "./transfer.module.css";

/** The files that one asked for, to fetch or to delete. */
export function ExportsPage() {
  const workspaceId = useWorkspaceId();
  const exports = useInfiniteQuery({
    ...exportsQuery(workspaceId),
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.data.some((one) => one.state === "preparing") ? 2_000 : 60_000,
  });
  const all = exports.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Page title={messages.exportsTitle}>
      <Text size="sm" c="dimmed" mb="md">
        {messages.exportsText}
      </Text>
      {exports.isPending && (
        <Stack gap={8} aria-busy="true">
          {[0, 1, 2].map((line) => (
            <Skeleton key={line} h={52} />
          ))}
        </Stack>
      )}
      {exports.isError && !exports.data && <ProblemNotice error={exports.error} retry={exports.refetch} />}
      {exports.data && all.length === 0 && (
        <EmptyState icon={<IconDownload stroke={1.5} />} title={messages.noExports}>
          {messages.noExportsText}
        </EmptyState>
      )}
      <ul className={classes.recent}>
        {all.map((one) => (
          <ExportLine key={one.id} one={one} />
        ))}
      </ul>
      {exports.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={exports.isFetchingNextPage}
          onClick={() => void exports.fetchNextPage()}
        >
          {messages.more}
        </Button>
      )}
    </Page>
  );
}

function ExportLine({ one }: { one: Export }) {
  const { workspace_id: workspaceId, id } = one;
  const projects = useQuery(projectsQuery(workspaceId));
  const remove = useAction(
    () =>
      api.DELETE("/v1/workspaces/{workspace_id}/exports/{export_id}", {
        params: { path: { workspace_id: workspaceId, export_id: id } },
      }),
    {
      refresh: [exportsQuery(workspaceId).queryKey as unknown as string[]],
      done: messages.exportDeleted,
    },
  );
  const project = projects.data?.find(({ id: known }) => known === one.project_id);
  const about = [
    project?.name,
    messages.formats[one.format].name,
    one.state === "ready"
      ? `${messages.tasks(one.tasks)}, ${messages.size(one.size)}, ${messages.until(shortDay(one.expires_at))}`
      : messages.preparing,
    ago(one.created_at),
  ];
  return (
    <li>
      <span>
        <strong>{one.file_name}</strong>
        <small>{about.filter(Boolean).join(", ")}</small>
      </span>
      {one.state === "ready" && (
        <DownloadButton workspaceId={workspaceId} exportId={id} name={one.file_name} />
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        loading={remove.isPending}
        onClick={() => remove.mutate()}
        aria-label={`${messages.deleteExport}: ${one.file_name}`}
      >
        {messages.deleteExport}
      </Button>
    </li>
  );
}
