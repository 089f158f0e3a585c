import { Button, Popover, Text, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useUser } from "@/app/session-hooks";
import { IconEye } from "@/components/icons";
import { PersonAvatar } from "@/components/PersonAvatar";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { PeopleChoices } from "../choices/PeopleChoices";
import type { Task } from "../queries";
import { messages } from "./messages";
import classes from "./watchers.module.css";
import { useWatching, watchersQuery } from "./watching";

/** Whether one is told what happens to the task, and who else is: whoever may change the task adds others. */
export function Watchers({ task }: { task: Task }) {
  const user = useUser();
  const watchers = useQuery(watchersQuery(useWorkspaceId(), task.id));
  const watch = useWatching(task.id);
  const isWatching = watchers.data?.some(({ user_id }) => user_id === user.id) ?? false;
  const label = isWatching ? messages.unwatch : messages.watch;
  return (
    <Button.Group>
      <Tooltip label={label}>
        <Button
          size="compact-sm"
          variant={isWatching ? "light" : "subtle"}
          color={isWatching ? "brand" : "gray"}
          onClick={() => void watch(user, !isWatching)}
          aria-label={label}
          aria-pressed={isWatching}
          disabled={!watchers.data}
        >
          <IconEye size={15} />
        </Button>
      </Tooltip>
      <Others task={task} isWatching={isWatching} />
    </Button.Group>
  );
}

function Others({ task, isWatching }: { task: Task; isWatching: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const { mayEdit } = useRights(task.project_id);
  const { data } = useQuery(watchersQuery(useWorkspaceId(), task.id));
  const watch = useWatching(task.id);
  const people = (data ?? []).map(({ user_id, name }) => ({ id: user_id, name }));
  const count = data?.length ?? task.watcher_count;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={people.map(({ name }) => name).join(", ") || messages.nobody} disabled={isOpen}>
          <Button
            size="compact-sm"
            variant={isWatching ? "light" : "subtle"}
            color={isWatching ? "brand" : "gray"}
            className={classes.count ?? ""}
            onClick={() => setOpen(!isOpen)}
          >
            <span className="visually-hidden">{messages.watchers(count)}</span>
            <span aria-hidden>{count}</span>
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label={messages.others}>
        <Text size="xs" c="dimmed" px={6} py={4}>
          {messages.others}
        </Text>
        {mayEdit ? (
          <PeopleChoices
            projectId={task.project_id}
            chosen={people.map(({ id }) => id)}
            also={people}
            onToggle={(id, name) => void watch({ id, name }, !people.some((one) => one.id === id))}
          />
        ) : (
          <ul className={classes.people}>
            {people.map(({ id, name }) => (
              <li key={id}>
                <PersonAvatar id={id} name={name} size={20} withTooltip={false} />
                {name}
              </li>
            ))}
            {people.length === 0 && <li>{messages.nobody}</li>}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
