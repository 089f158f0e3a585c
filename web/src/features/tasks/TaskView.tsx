import { Alert, Button, Loader, Tabs } from "@mantine/core";
import { Suspense, useState } from "react";
import { fullMoment } from "@/components/dates";
import { failed } from "@/components/feedback/toasts";
import { useTaskChanger } from "./changes";
import { DescriptionField } from "./DescriptionField";
import { messages } from "./messages";
import type { Task } from "./queries";
import { taskPanels, taskProperties, taskTabs } from "./registry";
import { TitleField } from "./TitleField";
import classes from "./task.module.css";

/** Everything about a task, in the drawer and on a page of its own. */
export function TaskView({ task }: { task: Task }) {
  const [tab, setTab] = useState<string | null>(taskTabs[0]?.id ?? null);
  return (
    <div className={classes.view}>
      {task.deleted_at && <Trashed task={task} />}
      <TitleField task={task} />
      <dl className={classes.properties} aria-label={messages.properties}>
        {taskProperties.map(({ id, label, component: Value }) => (
          <div key={id} className={classes.property}>
            <dt>{label}</dt>
            <dd>
              <Value task={task} />
            </dd>
          </div>
        ))}
      </dl>
      <DescriptionField task={task} />
      {taskPanels.map(({ id, component: Panel }) => (
        <Panel key={id} task={task} />
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
    </div>
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
