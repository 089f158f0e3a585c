import { Button, Checkbox, Group, Progress, Radio, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { failed } from "@/components/feedback/toasts";
import { follow } from "@/features/jobs/queries";
import { projectsQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { type Chosen, FileDrop } from "./FileDrop";
import { dateOrderOf, guessed, type Mapping, type Source, sent } from "./guesses";
import { messages } from "./messages";
import { MappingTable } from "./parts/MappingTable";
import { fieldsOfProjectQuery } from "./queries";
import classes from "./transfer.module.css";
import { MOST_ARCHIVE_BYTES, MOST_BYTES, sendImport } from "./upload";

const SOURCES: readonly Source[] = [
  "csv",
  "trello",
  "asana",
  "jira",
  "linear",
  "clickup",
  "monday",
  "github",
  "onetick_archive",
];
const OTHER_TABLES: ReadonlySet<Source> = new Set(["asana", "jira", "linear", "clickup", "monday"]);

/** Choose what comes from where into which project. */
export function NewImport() {
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const client = useQueryClient();
  const search = useSearch({ from: "/signed-in/w/$workspaceId/import" });
  const projects = useQuery(projectsQuery(workspaceId));
  const [source, setSource] = useState<Source>("csv");
  const [projectId, setProjectId] = useState<string | null>(search.project ?? null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [own, setOwn] = useState<Mapping | null>(null);
  const [isTrusted, setTrusted] = useState(false);
  const [share, setShare] = useState(0);
  const fields = useQuery({
    ...fieldsOfProjectQuery(workspaceId, projectId ?? ""),
    enabled: Boolean(projectId),
  });
  const custom = fields.data?.map(({ field }) => field) ?? [];
  const header = chosen?.table.header ?? [];
  const isMapped = source === "csv" && header.length > 0;
  const mapping = own ?? guessed(header, custom);
  const hasTitle = !isMapped || Object.values(mapping).includes("title");
  const isArchive = source === "onetick_archive";
  const most = isArchive ? MOST_ARCHIVE_BYTES : MOST_BYTES;
  const tooLarge = (chosen?.file.size ?? 0) > most;

  const send = useMutation({
    mutationFn: ({ file, table }: Chosen) => {
      const dates = table.rows.flatMap((row) =>
        row.filter((_, place) => /_at$/.test(mapping[header[place] ?? ""] ?? "") || source !== "csv"),
      );
      return sendImport(
        workspaceId,
        {
          project_id: projectId ?? "",
          source,
          timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          date_order: dateOrderOf(dates),
          ...(isMapped ? sent(mapping) : {}),
          ...(isArchive ? { trust_unsigned: isTrusted } : {}),
        },
        file,
        setShare,
      );
    },
    onSuccess: async ({ id, job }) => {
      follow(client, job);
      await navigate({ to: "/w/$workspaceId/import", params: { workspaceId }, search: { import: id } });
    },
    onError: (error) => failed(error),
  });
  const take = (next: Chosen) => {
    setChosen(next);
    setOwn(null);
    // Any table may be what one said it is.
    if (next.source && !(next.source === "csv" && OTHER_TABLES.has(source))) setSource(next.source);
  };
  return (
    <Stack gap="xl">
      <Radio.Group
        label={messages.source}
        value={source}
        onChange={(value) => setSource(value as Source)}
        description={messages.sources[source]?.how}
        classNames={{ description: classes.how ?? "" }}
        inputWrapperOrder={["label", "input", "description", "error"]}
      >
        <div className={classes.cards}>
          {SOURCES.map((one) => (
            <Radio.Card key={one} value={one} className={classes.card ?? ""}>
              <Radio.Indicator size="xs" />
              <span>
                <strong>{messages.sources[one]?.name}</strong>
                <small>{messages.sources[one]?.hint}</small>
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <FileDrop chosen={chosen} onChoose={take} error={tooLarge ? messages.tooLarge(most) : null} />
      {isArchive && (
        <Checkbox
          label={messages.trustUnsigned}
          description={messages.trustUnsignedText}
          checked={isTrusted}
          onChange={(event) => setTrusted(event.currentTarget.checked)}
        />
      )}
      <Select
        label={messages.into}
        placeholder={messages.chooseProject}
        data={projects.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        value={projectId}
        onChange={setProjectId}
        searchable
        maw={420}
      />
      {isMapped && chosen && (
        <MappingTable table={chosen.table} mapping={mapping} custom={custom} onChange={setOwn} />
      )}
      {send.isPending && (
        <div role="status">
          <Text size="sm" mb={6}>
            {messages.sending}
          </Text>
          <Progress value={share * 100} aria-label={messages.sending} />
        </div>
      )}
      <Group>
        <Button
          disabled={!chosen || !projectId || !hasTitle || tooLarge}
          loading={send.isPending}
          onClick={() => chosen && send.mutate(chosen)}
        >
          {messages.look}
        </Button>
        {!hasTitle && (
          <Text size="sm" c="red">
            {messages.noTitle}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
