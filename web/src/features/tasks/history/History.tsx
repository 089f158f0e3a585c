import { Button, Skeleton, Tooltip } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { paced } from "@/api/live";
import { ago, fullMoment, shortDay } from "@/components/dates";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { messages as common } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { sectionsQuery, workflowQuery } from "@/features/projects/queries";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { valueText } from "../fields/formats";
import { projectFieldsQuery } from "../fields/queries";
import { messages } from "../messages";
import { historyQuery, type Priority } from "../queries";
import type { TaskPartProps } from "../registry";
import { tagsQuery } from "../tags/queries";
import { duration } from "../time/durations";
import { messages as typeMessages } from "../types/messages";
import { typesQuery } from "../types/queries";
import classes from "./history.module.css";
import { type Change, type Moment, told } from "./story";

/** Who did what when, field by field. */
export default function History({ task }: TaskPartProps) {
  const workspaceId = useWorkspaceId();
  const history = useInfiniteQuery({ ...historyQuery(workspaceId, task.id), ...paced("together") });
  const value = useValues(task.project_id);
  if (history.isPending) return <Skeleton h={48} />;
  if (!history.data) return <ProblemNotice error={history.error} retry={history.refetch} />;
  return (
    <>
      <ol className={classes.history}>
        {told(history.data.pages.flatMap((page) => page.data)).map((moment) => (
          <MomentLine key={moment.id} moment={moment} value={value} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {messages.earlierHistory}
        </Button>
      )}
    </>
  );
}

interface Value {
  /** A value in words. */
  (field: string, value: unknown): string;
  /** What a field is called in a sentence. */
  nameOf: (field: string) => string;
}

function MomentLine({ moment, value }: { moment: Moment; value: Value }) {
  const people = usePeople();
  const name = people.name(moment.actorId) ?? common.somebody;
  return (
    <li className={classes.moment}>
      <PersonAvatar id={moment.actorId} name={name} size={20} withTooltip={false} />
      <div>
        <strong>{name}</strong> {moment.deed}
        {moment.changes.map((change, index) => (
          <span key={change.field}>
            {(index > 0 || moment.deed) && ", "}
            <ChangeText change={change} value={value} />
          </span>
        ))}{" "}
        <Tooltip label={fullMoment(moment.time)}>
          <time dateTime={moment.time} className={classes.time}>
            {ago(moment.time)}
          </time>
        </Tooltip>
      </div>
    </li>
  );
}

function ChangeText({ change: { field, before, after }, value }: { change: Change; value: Value }) {
  const name = value.nameOf(field);
  if (field === "description") return messages.changed(name);
  const was = value(field, before);
  const is = value(field, after);
  if (!is) return messages.cleared(name);
  return (
    <>
      {was ? messages.changed(name) : messages.set(name)} {was && `${messages.from} `}
      {was && <span className={classes.was}>{was}</span>} {messages.to}{" "}
      <span className={classes.is}>{is}</span>
    </>
  );
}

/** Values in words: names for ids. */
function useValues(projectId: string): Value {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const sections = useQuery(sectionsQuery(workspaceId, projectId));
  const workflow = useQuery(workflowQuery(workspaceId, projectId));
  const fields = useQuery(projectFieldsQuery(workspaceId, projectId));
  const tags = useQuery(tagsQuery(workspaceId));
  const types = useQuery(typesQuery(workspaceId));
  const customField = (id: string) => fields.data?.find(({ field }) => field.id === id)?.field;
  const inWords = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === "" || value === "none") return "";
    if (field === "status")
      return workflow.data?.statuses.find(({ id }) => id === value)?.name ?? String(value);
    if (field === "section_id") return sections.data?.find(({ id }) => id === value)?.name ?? "";
    if (field === "parent_id") return messages.another;
    if (field === "tag_ids")
      return (value as string[]).map((id) => tags.data?.find((tag) => tag.id === id)?.name ?? "").join(", ");
    if (field === "type_id") return types.data?.find(({ id }) => id === value)?.name ?? typeMessages.unknown;
    if (field === "estimate_minutes") return duration(Number(value));
    const custom = customField(field);
    if (custom && custom.type !== "people" && custom.type !== "reference") return valueText(custom, value);
    if (field === "priority") return messages.priorities[value as Priority] ?? String(value);
    if (field.endsWith("_at")) return shortDay(String(value));
    if (Array.isArray(value))
      return value.map((one) => people.name(String(one)) ?? common.somebody).join(", ");
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  return Object.assign(inWords, {
    nameOf: (field: string) =>
      messages.fields[field] ??
      customField(field)?.name ??
      (field.startsWith("fld_") ? (messages.fields.custom_fields ?? "") : field.replaceAll("_", " ")),
  });
}
