import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { failed, told, undoable } from "@/components/feedback/toasts";
import {
  IconCopy,
  IconDots,
  IconLink,
  IconMerge,
  IconShield,
  IconSubtasks,
  IconTemplate,
  IconTrash,
} from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useRights } from "@/features/projects/rights";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { taskAddress } from "./address";
import { useTaskChanger } from "./changes";
import { useMerge } from "./merging/merging";
import { messages as merging } from "./merging/messages";
import { messages } from "./messages";
import { useOpenTask } from "./opening";
import type { Task } from "./queries";
import { RemindButton } from "./reminders/RemindButton";
import { messages as subtasks } from "./subtasks/messages";
import { Watchers } from "./watchers/Watchers";

const RunningTimer = lazy(() => import("./time/RunningTimer"));
const TaskPicker = lazy(() => import("./picker/TaskPicker"));
const SaveTemplateDialog = lazy(() => import("@/features/templates/SaveTemplateDialog"));
const WhyNotDialog = lazy(() => import("@/features/access/WhyNotDialog"));

/** Watching, sharing, and the rest behind three dots. */
export function TaskActions({
  task,
  onGone,
  goTo,
}: {
  task: Task;
  onGone: () => void;
  goTo: (taskId: string) => void;
}) {
  const workspaceId = useWorkspaceId();
  const open = useOpenTask();
  const rights = useRights(task.project_id);
  const changer = useTaskChanger();
  const [isAsking, setAsking] = useState(false);
  const [isConverting, setConverting] = useState(false);
  const merge = useMerge();
  const [isMerging, setMerging] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const mayMakeTemplates = useMay("template:manage", task.project_id);

  const copyLink = async () => {
    await navigator.clipboard.writeText(taskAddress(workspaceId, task.key));
    told(messages.linkCopied);
  };
  const copyKey = async () => {
    await navigator.clipboard.writeText(task.key);
    told(messages.keyCopied(task.key));
  };
  const putBelow = async (parentId: string | null) => {
    const before = task.parent_id;
    try {
      await changer.setParent(task.id, { parent_id: parentId });
      const said = parentId ? subtasks.attached(task.key) : subtasks.detached(task.key);
      undoable(said, () => changer.setParent(task.id, { parent_id: before }));
    } catch (error) {
      failed(error);
    }
  };
  const duplicate = async () => {
    try {
      const copy = await changer.duplicate(task.id);
      told(messages.duplicated(copy.key));
      open(copy.key);
    } catch (error) {
      failed(error);
    }
  };
  return (
    <>
      <Suspense>
        <RunningTimer taskId={task.id} />
      </Suspense>
      <Watchers task={task} />
      <RemindButton task={task} />
      <Tooltip label={messages.copyLink}>
        <ActionIcon onClick={() => void copyLink()} aria-label={messages.copyLink}>
          <IconLink size={17} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={messages.more}>
            <IconDots size={17} stroke={1.7} />
          </ActionIcon>
        </Menu.Target>
        <MenuDropdown>
          {rights.mayCreate && (
            <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void duplicate()}>
              {messages.duplicate}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copyKey()}>
            {messages.copyKey}
          </Menu.Item>
          {rights.mayEdit && (
            <Menu.Item leftSection={<IconSubtasks size={15} />} onClick={() => setConverting(true)}>
              {subtasks.convert}
            </Menu.Item>
          )}
          {rights.mayEdit && task.parent_id && (
            <Menu.Item leftSection={<IconSubtasks size={15} />} onClick={() => void putBelow(null)}>
              {subtasks.detach}
            </Menu.Item>
          )}
          {mayMakeTemplates && (
            <Menu.Item leftSection={<IconTemplate size={15} />} onClick={() => setSaving(true)}>
              {messages.saveAsTemplate}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconShield size={15} />} onClick={() => setAsking(true)}>
            {messages.whyNot}
          </Menu.Item>
          {rights.mayDelete && !task.deleted_at && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconMerge size={15} />} onClick={() => setMerging(true)}>
                {merging.merge}
              </Menu.Item>
              <Menu.Item
                color="var(--ot-bad)"
                leftSection={<IconTrash size={15} />}
                onClick={() => {
                  onGone();
                  void changer.remove(task);
                }}
              >
                {messages.remove}
              </Menu.Item>
            </>
          )}
        </MenuDropdown>
      </Menu>
      {isConverting && (
        <Suspense>
          <TaskPicker
            title={subtasks.convertTitle(task.key)}
            projectId={task.project_id}
            except={[task.id]}
            onClose={() => setConverting(false)}
            onChoose={({ id }) => {
              setConverting(false);
              void putBelow(id);
            }}
          />
        </Suspense>
      )}
      {isMerging && (
        <Suspense>
          <TaskPicker
            title={merging.choose(task.key)}
            projectId={task.project_id}
            except={[task.id]}
            onClose={() => setMerging(false)}
            onChoose={async (into) => {
              setMerging(false);
              if (await merge(task, into)) goTo(into.key);
            }}
          />
        </Suspense>
      )}
      {isSaving && (
        <Suspense>
          <SaveTemplateDialog kind="task" id={task.id} name={task.title} onClose={() => setSaving(false)} />
        </Suspense>
      )}
      {isAsking && (
        <Suspense>
          <WhyNotDialog resource={{ type: "task", id: task.id }} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
