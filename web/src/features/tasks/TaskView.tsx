import { Alert, Button, Loader, Skeleton, Tabs } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useUser } from "@/app/session-hooks";
import { fullMoment } from "@/components/dates";
import { failed } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { FileIntake } from "./attachments/FileIntake";
import { useTaskChanger } from "./changes";
import { DescriptionField } from "./DescriptionField";
import { BlockedBanner } from "./dependencies/BlockedBanner";
import { messages } from "./messages";
import { Properties } from "./properties/Properties";
import type { Task } from "./queries";
import { useRemembered } from "./recent";
import { taskPanels, taskTabs } from "./registry";
import { TreeCrumbs } from "./subtasks/TreeCrumbs";
import { TitleField } from "./TitleField";
import classes from "./task.module.css";

const ApprovalBanner = lazy(() => import("@/features/approvals/ApprovalBanner"));

/** Everything about a task, in the drawer and on a page of its own. */
export function TaskView({ task }: { task: Task }) {
  useRemembered(useWorkspaceId(), useUser().id, task);
  const [tab, setTab] = useState<string | null>(taskTabs[0]?.id ?? null);
  return (
    <FileIntake task={task} className={classes.view}>
      {task.deleted_at && <Trashed task={task} />}
      <TreeCrumbs task={task} />
      <TitleField task={task} />
      <BlockedBanner task={task} />
      {task.approval && (
        <Suspense fallback={<Skeleton h={60} mb="sm" />}>
          <ApprovalBanner task={task} asked={task.approval} />
        </Suspense>
      )}
      <Properties task={task} />
      <DescriptionField task={task} />
      {taskPanels.map(({ id, component: Panel }) => (
        <Suspense key={id} fallback={<Skeleton h={30} mt="lg" />}>
          <Panel task={task} />
        </Suspense>
      ))}
      <Tabs value={tab} onChange={setTab} keepMounted={false} mt="lg">
        <Tabs.List>
          {taskTabs.map(({ id, label }) => (
            <Tabs.Tab key={id} value={id}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {taskTabs.map(({ id, component: Content }) => (
          <Tabs.Panel key={id} value={id} pt="md">
            <Suspense fallback={<Loader size="sm" />}>
              <Content task={task} />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
      <p className={classes.created}>{messages.created(fullMoment(task.created_at))}</p>
    </FileIntake>
  );
}

function Trashed({ task }: { task: Task }) {
  const changer = useTaskChanger();
  const restore = async () => {
    try {
      await changer.restore(task.id);
    } catch (error) {
      failed(error);
    }
  };
  return (
    <Alert color="yellow" mb="md" py="xs">
      {messages.inTrash}{" "}
      <Button size="compact-sm" variant="white" onClick={() => void restore()}>
        {messages.restore}
      </Button>
    </Alert>
  );
}
