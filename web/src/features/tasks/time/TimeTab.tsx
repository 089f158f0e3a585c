import { ActionIcon, Button, Group, Menu, Skeleton, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useUser } from "@/app/session-hooks";
import { shortDay } from "@/components/dates";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconClock, IconDots } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { messages as common } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { useRights } from "@/features/projects/rights";
import { useMay, usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { LoadMore } from "../panels/LoadMore";
import panels from "../panels/panels.module.css";
import type { TaskPartProps } from "../registry";
import { useTimeActions } from "./actions";
import { duration } from "./durations";
import { EntryForm } from "./EntryForm";
import { messages } from "./messages";
import { type TimeEntry, timeEntriesQuery } from "./queries";
import { TimeProperty } from "./TimeProperty";
import classes from "./time.module.css";

/** Who spent how long on it: the total against the estimate, and each entry. */
export default function TimeTab({ task }: TaskPartProps) {
  const workspaceId = useWorkspaceId();
  const entries = useInfiniteQuery(timeEntriesQuery(workspaceId, task.id));
  const mayLog = useMay("time:log", task.project_id);
  const [isLogging, setLogging] = useState(false);
  const rows = entries.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <div>
      <Group justify="space-between">
        <TimeProperty task={task} />
        {mayLog && !isLogging && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconClock size={14} />}
            onClick={() => setLogging(true)}
          >
            {messages.log}
          </Button>
        )}
      </Group>
      {isLogging && <EntryForm taskId={task.id} onDone={() => setLogging(false)} />}
      {entries.isPending && <Skeleton h={36} mt="sm" />}
      {entries.isError && !entries.data && <ProblemNotice error={entries.error} retry={entries.refetch} />}
      {entries.data && rows.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {messages.empty}
        </Text>
      )}
      <ul className={panels.rows}>
        {rows.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      <LoadMore label={messages.further} query={entries} />
    </div>
  );
}

function Entry({ entry }: { entry: TimeEntry }) {
  const people = usePeople();
  const user = useUser();
  const actions = useTimeActions();
  const { mayEdit } = useRights(entry.project_id);
  const [isEditing, setEditing] = useState(false);
  const name = people.name(entry.user_id) ?? common.somebody;
  const spent = duration(entry.minutes);
  if (isEditing) {
    return (
      <li>
        <EntryForm taskId={entry.task_id} seen={entry} onDone={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li className={panels.row}>
      <PersonAvatar id={entry.user_id} name={name} size={20} />
      <strong className={classes.spent}>{spent}</strong>
      <span className={panels.title}>{entry.note}</span>
      <span className={panels.key}>{shortDay(`${entry.spent_on}T12:00:00`)}</span>
      {(entry.user_id === user.id || mayEdit) && (
        <Menu position="bottom-end" width={140}>
          <Menu.Target>
            <ActionIcon size="sm" className={panels.more} aria-label={messages.more(spent)}>
              <IconDots size={15} />
            </ActionIcon>
          </Menu.Target>
          <MenuDropdown>
            <Menu.Item onClick={() => setEditing(true)}>{messages.edit}</Menu.Item>
            <Menu.Item color="var(--ot-bad)" onClick={() => void actions.remove(entry)}>
              {messages.remove}
            </Menu.Item>
          </MenuDropdown>
        </Menu>
      )}
    </li>
  );
}
