import {
  DndContext,
  type DragMoveEvent,
  DragOverlay,
  type DragStartEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { useRights } from "@/features/projects/rights";
import type { TaskRow } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { BACKLOG, Backlog } from "./Backlog";
import { type Landing, landingAt } from "./landing";
import { messages } from "./messages";
import type { Destination, LineActions } from "./PlanLine";
import { type Spot, spotAt, usePlan } from "./planning";
import { backlogKey, type Sprint, sprintTasksKey } from "./queries";
import { type Asked, SprintBlock } from "./SprintBlock";
import classes from "./sprints.module.css";

interface Props {
  projectId: string;
  sprints: readonly Sprint[];
  mayManage: boolean;
  onAsk: (asked: Asked, sprint: Sprint) => void;
}

/** The sprints and the backlog below one another, between which tasks are moved. */
export function Plan({ projectId, sprints, mayManage, onAsk }: Props) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const { mayEdit } = useRights(projectId);
  const plan = usePlan(projectId);
  const element = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<TaskRow | null>(null);
  const [landing, setLanding] = useState<Landing | null>(null);
  const [said, setSaid] = useState("");
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
  );

  const destinations = useMemo<Destination[]>(
    () => [...sprints.map(({ id, name }) => ({ id, name })), { id: null, name: messages.backlog }],
    [sprints],
  );
  const rowsIn = useCallback(
    (sprintId: string | null): TaskRow[] => {
      const key = sprintId ? sprintTasksKey(workspaceId, sprintId) : backlogKey(workspaceId, projectId);
      const data = client.getQueryData<{ pages: { data: TaskRow[] }[] }>(key);
      return data?.pages.flatMap((page) => page.data) ?? [];
    },
    [client, workspaceId, projectId],
  );
  const put = useCallback(
    async (task: TaskRow, spot: Spot) => {
      const place = destinations.find(({ id }) => id === spot.sprintId);
      const from = destinations.some(({ id }) => id === task.sprint_id) ? task.sprint_id : null;
      const rows = rowsIn(from);
      const index = rows.findIndex(({ id }) => id === task.id);
      const back = index < 0 ? null : spotAt(from, rows, task.id, index);
      if (back && JSON.stringify(back) === JSON.stringify(spot)) return;
      const name = place?.name ?? "";
      if (await plan({ ...task, sprint_id: from }, spot, name, back))
        setSaid(messages.movedTo(task.key, name));
    },
    [destinations, rowsIn, plan],
  );
  const actions = useMemo<LineActions>(
    () => ({
      destinations,
      shift: (task, by) => {
        const from = destinations.some(({ id }) => id === task.sprint_id) ? task.sprint_id : null;
        const rows = rowsIn(from);
        const index = rows.findIndex(({ id }) => id === task.id) + by;
        if (index >= 0 && index < rows.length) void put(task, spotAt(from, rows, task.id, index));
      },
      send: (task, { id }) => {
        const rows = rowsIn(id);
        // Behind the open ones: what is done stays at the end.
        const open = rows.filter(({ completed_at }) => completed_at === null).length;
        void put(task, spotAt(id, rows, task.id, id ? open : rows.length));
      },
    }),
    [destinations, rowsIn, put],
  );

  const onDragMove = ({ active }: DragMoveEvent) => {
    const rectangle = active.rect.current.translated;
    if (!rectangle || !element.current) return;
    const next = landingAt(element.current, rectangle.top + rectangle.height / 2, String(active.id));
    setLanding((now) => (now?.list === next?.list && now?.index === next?.index ? now : next));
  };
  const onDragEnd = () => {
    setDragged(null);
    setLanding(null);
    if (!dragged || !landing) return;
    const sprintId = landing.list === BACKLOG ? null : landing.list;
    void put(dragged, spotAt(sprintId, rowsIn(sprintId), dragged.id, landing.index));
  };
  // Marks are drawn above rows, of which the dragged one is still there.
  const marked = landing && { ...landing, index: shownIndex(landing, dragged, rowsIn) };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={() => []}
      onDragStart={({ active }: DragStartEvent) => setDragged((active.data.current?.task as TaskRow) ?? null)}
      onDragMove={onDragMove}
      onDragEnd={onDragEnd}
      onDragCancel={() => {
        setDragged(null);
        setLanding(null);
      }}
    >
      <p id="plan-instructions" className="visually-hidden">
        {messages.instructions}
      </p>
      <div role="status" className="visually-hidden">
        {said}
      </div>
      <div ref={element} className={classes.plan}>
        {sprints.map((sprint) => (
          <SprintBlock
            key={sprint.id}
            sprint={sprint}
            mayEdit={mayEdit}
            mayManage={mayManage}
            actions={actions}
            landing={marked?.list === sprint.id ? marked : null}
            onAsk={onAsk}
          />
        ))}
        <Backlog
          projectId={projectId}
          mayEdit={mayEdit}
          actions={actions}
          landing={marked?.list === BACKLOG ? marked : null}
        />
      </div>
      <DragOverlay dropAnimation={null}>
        {dragged && (
          <div className={classes.lifted}>
            <span className={classes.key}>{dragged.key}</span>
            {dragged.title}
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

function shownIndex(
  { list, index }: Landing,
  dragged: TaskRow | null,
  rowsIn: (sprintId: string | null) => TaskRow[],
): number {
  const own = rowsIn(list === BACKLOG ? null : list).findIndex(({ id }) => id === dragged?.id);
  return own >= 0 && index > own ? index + 1 : index;
}
