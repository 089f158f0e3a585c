import { ActionIcon, Popover, Skeleton, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { IconBell } from "@/components/icons";
import { useWorkspaceId } from "@/features/workspaces/queries";
import type { Task } from "../queries";
import { messages } from "./messages";
import { remindersQuery } from "./queries";

const Reminders = lazy(() => import("./Reminders"));

/** Whether one is reminded of a task, and beside it when. */
export function RemindButton({ task }: { task: Task }) {
  const workspaceId = useWorkspaceId();
  const [isOpen, setOpen] = useState(false);
  const { data = [] } = useQuery(remindersQuery(workspaceId, task));
  const waiting = data.filter(({ remind_at }) => remind_at !== null).length;
  const label = waiting > 0 ? messages.count(waiting) : messages.remindMe;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={292} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={label} disabled={isOpen}>
          <ActionIcon
            variant={waiting > 0 ? "light" : "subtle"}
            color={waiting > 0 ? "brand" : "gray"}
            aria-label={label}
            onClick={() => setOpen((open) => !open)}
          >
            <IconBell size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={messages.remindMe}>
        <Suspense fallback={<Skeleton h={120} />}>
          <Reminders task={task} reminders={data} onDone={() => setOpen(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
