import { DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { ActionIcon, Menu, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { paced } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconDots } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { LoadMore } from "../panels/LoadMore";
import { Panel } from "../panels/Panel";
import classes from "../panels/panels.module.css";
import { subtasksQuery, type TaskRow } from "../queries";
import type { TaskPartProps } from "../registry";
import { AddSubtask } from "./AddSubtask";
import { useSubtaskActions } from "./actions";
import { messages } from "./messages";
import { SubtaskRow } from "./SubtaskRow";

const TaskPicker = lazy(() => import("../picker/TaskPicker"));

/** What a task is made of: in order, checked off here, opened for more. */
export default function Subtasks({ task }: TaskPartProps) {
  const workspaceId = useWorkspaceId();
  const subtasks = useInfiniteQuery({ ...subtasksQuery(workspaceId, task.id), ...paced("together") });
  const { mayCreate, mayEdit } = useRights(task.project_id);
  const actions = useSubtaskActions(task);
  const [isAdding, setAdding] = useState(false);
  const [isAttaching, setAttaching] = useState(false);
  const [said, setSaid] = useState("");
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const rows = subtasks.data?.pages.flatMap((page) => page.data) ?? [];
  const { done, total } = task.subtasks;

  const move = (row: TaskRow, index: number) => {
    const from = rows.indexOf(row);
    const other = rows[index];
    if (!other || index === from) return;
    setSaid(messages.moved(row.title, index + 1));
    void actions.move(row, index < from ? "above" : "below", other);
  };
  const dropped = ({ active, over }: DragEndEvent) => {
    const row = rows.find(({ id }) => id === active.id);
    if (row && over)
      move(
        row,
        rows.findIndex(({ id }) => id === over.id),
      );
  };
  if (!mayCreate && !mayEdit && rows.length === 0 && !subtasks.isError) return null;
  return (
    <Panel
      title={messages.subtasks}
      detail={total > 0 && <Progress done={done} total={total} />}
      add={mayCreate ? { label: messages.add, onClick: () => setAdding(true) } : undefined}
      actions={
        mayEdit && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="sm" aria-label={messages.more(messages.subtasks)}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <MenuDropdown>
              <Menu.Item onClick={() => setAttaching(true)}>{messages.attach}</Menu.Item>
            </MenuDropdown>
          </Menu>
        )
      }
    >
      {subtasks.isPending && total > 0 && <Skeleton h={32} />}
      {subtasks.isError && !subtasks.data && (
        <ProblemNotice error={subtasks.error} retry={subtasks.refetch} />
      )}
      {rows.length > 0 && (
        <DndContext sensors={sensors} onDragEnd={dropped}>
          <ul className={classes.rows}>
            {rows.map((row, index) => (
              <SubtaskRow
                key={row.id}
                row={row}
                index={index}
                above={rows[index - 1]}
                below={rows[index + 1]}
                mayEdit={mayEdit}
                actions={actions}
                onMove={move}
              />
            ))}
          </ul>
        </DndContext>
      )}
      <LoadMore label={messages.further} query={subtasks} />
      {isAdding && <AddSubtask actions={actions} onClose={() => setAdding(false)} />}
      <span className="visually-hidden" role="status">
        {said}
      </span>
      {isAttaching && (
        <Suspense>
          <TaskPicker
            title={messages.attachTitle}
            projectId={task.project_id}
            except={[task.id, ...rows.map(({ id }) => id)]}
            onClose={() => setAttaching(false)}
            onChoose={(chosen) => {
              setAttaching(false);
              void actions.attach(chosen);
            }}
          />
        </Suspense>
      )}
    </Panel>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  return (
    <span title={messages.progressLabel(done, total)}>
      <span className={classes.progress} aria-hidden>
        <span style={{ width: `${Math.min(100, (done / total) * 100)}%` }} />
      </span>
      {messages.progress(done, total)}
    </span>
  );
}
