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
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { rememberUndo } from "@/components/feedback/toasts";
import { useProjectId, workflowQuery } from "@/features/projects/queries";
import { useRights } from "@/features/projects/rights";
import type { Spot } from "@/features/tasks/cache";
import { useTaskChanger } from "@/features/tasks/changes";
import { useOpenTask } from "@/features/tasks/opening";
import type { TaskRow } from "@/features/tasks/queries";
import { type People, usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { BoardColumn } from "./BoardColumn";
import classes from "./board.module.css";
import { type BoardData, spotAt, spotOf } from "./board-data";
import { CardFace } from "./Card";
import { CardMenu, type MenuAnchor } from "./CardMenu";
import { drag, landingAt, useDragged } from "./drag";
import { Grip } from "./Grip";
import { focusNeighbour, focusTask, neighbourColumn } from "./keyboard";
import { messages } from "./messages";
import { useFurther } from "./queries";

/** The columns side by side. Cards move by mouse, by touch, by keys, and by the menu. */
export function Board({ board }: { board: BoardData }) {
  const workspaceId = useWorkspaceId();
  const projectId = useProjectId();
  const rights = useRights(projectId);
  const changer = useTaskChanger();
  const workflow = useQuery(workflowQuery(workspaceId, projectId));
  const further = useFurther(workspaceId, projectId);
  const people = usePeople();
  const [menu, setMenu] = useState<MenuAnchor | null>(null);
  const [said, setSaid] = useState("");
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(board);
  latest.current = board;

  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
  );

  const move = useCallback(
    async (task: TaskRow, spot: Spot) => {
      const back = spotOf(latest.current, task.id);
      const section = latest.current.columns.find((column) => column.section.id === spot.sectionId)?.section;
      const named = (id: string | null | undefined) =>
        workflow.data?.statuses.find((status) => status.id === id);
      const isHome = task.project_id === projectId;
      const after = await changer.move(task, spot, back, {
        projectId,
        status: isHome ? named(section?.status_id) : undefined,
      });
      if (!after) return;
      if (section) setSaid(messages.movedTo(task.key, section.name));
      const status = isHome ? named(task.status) : undefined;
      if (back) rememberUndo(() => changer.move(after, back, spot, { projectId, status }));
    },
    [changer, workflow.data, projectId],
  );

  const onDragStart = ({ active }: DragStartEvent) => {
    const card = active.data.current?.card as HTMLElement | undefined;
    const task = latest.current.columns
      .flatMap(({ tasks }) => tasks)
      .find(({ id }) => id === card?.dataset.task);
    if (task) drag.start(task);
  };
  const onDragMove = ({ active }: DragMoveEvent) => {
    const rectangle = active.rect.current.translated;
    if (!rectangle || !element.current || !drag.task) return;
    const { left, top, width, height } = rectangle;
    drag.over(landingAt(element.current, left + width / 2, top + Math.min(height, 80) / 2, drag.task.id));
  };
  const onDragEnd = () => {
    const { task, landing } = drag;
    drag.end();
    const column = latest.current.columns.find(({ section }) => section.id === landing?.sectionId);
    if (!task || !landing || !column) return;
    const spot = spotAt(column, task.id, landing.index);
    if (!isSame(spotOf(latest.current, task.id), spot)) void move(task, spot);
  };

  const openTask = useOpenTask();
  const open = useCallback((task: TaskRow) => openTask(task.key), [openTask]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>("[data-task]");
    const taskId = card?.dataset.task;
    if (
      !card ||
      !taskId ||
      event.ctrlKey ||
      event.metaKey ||
      !(event.target as HTMLElement).matches("[data-open]")
    )
      return;
    const columns = latest.current.columns;
    const column = columns.find(({ tasks }) => tasks.some(({ id }) => id === taskId));
    const task = column?.tasks.find(({ id }) => id === taskId);
    if (!column || !task) return;
    const index = column.tasks.indexOf(task);
    if (event.key.toLowerCase() === "m" && !event.altKey) {
      event.preventDefault();
      setMenu({ task, x: card.getBoundingClientRect().left + 24, y: card.getBoundingClientRect().bottom });
      return;
    }
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    if (!event.altKey) {
      focusNeighbour(element.current, columns, column, index, event.key);
      return;
    }
    if (!rights.mayEdit) return;
    if (event.key === "ArrowUp" && index > 0) void move(task, spotAt(column, task.id, index - 1));
    if (event.key === "ArrowDown" && index < column.tasks.length - 1)
      void move(task, spotAt(column, task.id, index + 1));
    const target = neighbourColumn(columns, column, event.key);
    if (target) void move(task, spotAt(target, task.id, 0));
    focusTask(element.current, taskId);
  };

  const openMenu = useCallback((task: TaskRow, x: number, y: number) => setMenu({ task, x, y }), []);
  const actions = useMemo(() => ({ open, openMenu, further }), [open, openMenu, further]);

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={() => []}
      onDragStart={onDragStart}
      onDragMove={onDragMove}
      onDragEnd={onDragEnd}
      onDragCancel={() => drag.end()}
    >
      <p id="board-instructions" className="visually-hidden">
        {messages.instructions}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the cards inside */}
      <div ref={element} className={classes.board} onKeyDown={onKeyDown}>
        <Grip mayDrag={rights.mayEdit}>
          {board.columns.map((column) => (
            <BoardColumn
              key={column.section.id}
              column={column}
              rights={rights}
              people={people}
              actions={actions}
            />
          ))}
        </Grip>
      </div>
      <div role="status" className="visually-hidden">
        {said}
      </div>
      {menu && <CardMenu anchor={menu} columns={board.columns} onMove={move} onClose={() => setMenu(null)} />}
      <Dragged people={people} />
    </DndContext>
  );
}

function Dragged({ people }: { people: People }) {
  const task = useDragged();
  return (
    <DragOverlay dropAnimation={null}>
      {task && (
        <div className={classes.lifted}>
          <CardFace task={task} people={people} />
        </div>
      )}
    </DragOverlay>
  );
}

function isSame(one: Spot | null, other: Spot): boolean {
  return (
    one?.sectionId === other.sectionId && one.beforeId === other.beforeId && one.afterId === other.afterId
  );
}
