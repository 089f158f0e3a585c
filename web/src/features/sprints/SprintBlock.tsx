import { ActionIcon, Button, Menu, Progress, Skeleton } from "@mantine/core";
import { Fragment } from "react";
import { useLive } from "@/api/live";
import { daysFromToday } from "@/components/dates";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconDots } from "@/components/icons";
import { ButtonLink } from "@/components/links";
import { MenuDropdown } from "@/components/MenuDropdown";
import { Tag } from "@/components/Tag";
import { named } from "@/features/schedule/days";
import { rowsOf } from "@/features/schedule/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import type { Landing } from "./landing";
import { messages } from "./messages";
import { type LineActions, PlanLine } from "./PlanLine";
import { type Sprint, sprintTasksQuery } from "./queries";
import classes from "./sprints.module.css";
import { sumsOf } from "./sums";

export type Asked = "start" | "complete" | "edit" | "remove";

interface Props {
  sprint: Sprint;
  mayEdit: boolean;
  mayManage: boolean;
  actions: LineActions;
  landing: Landing | null;
  onAsk: (asked: Asked, sprint: Sprint) => void;
}

/** A sprint that is planned or runs, with its tasks. */
export function SprintBlock({ sprint, mayEdit, mayManage, actions, landing, onAsk }: Props) {
  const workspaceId = useWorkspaceId();
  const tasks = useLive(sprintTasksQuery(workspaceId, sprint.id), "now-and-then");
  // One that is on its way elsewhere is shown there only.
  const rows = rowsOf(tasks.data).filter(({ sprint_id }) => sprint_id === sprint.id);
  const sums = sumsOf(rows);
  const isActive = sprint.state === "active";
  const params = { workspaceId, projectId: sprint.project_id, sprintId: sprint.id };
  const index = landing?.list === sprint.id ? landing.index : null;
  return (
    <section className={classes.block} data-state={sprint.state} aria-label={sprint.name}>
      <header className={classes.blockHead}>
        <div className={classes.blockName}>
          <h2>{sprint.name}</h2>
          <Tag tone={isActive ? "accent" : "neutral"}>{messages.states[sprint.state]}</Tag>
          <span className={classes.faint}>
            {daysOf(sprint)}
            {isActive &&
              sprint.end_on &&
              ` · ${messages.daysLeft(daysFromToday(`${sprint.end_on}T12:00:00`))}`}
          </span>
        </div>
        <div className={classes.blockActs}>
          {isActive && (
            <ButtonLink
              size="compact-sm"
              variant="subtle"
              to="/w/$workspaceId/p/$projectId/sprints/$sprintId"
              params={params}
            >
              {messages.report}
            </ButtonLink>
          )}
          {mayManage && (
            <Button
              size="compact-sm"
              variant={isActive ? "filled" : "default"}
              disabled={tasks.isPending}
              onClick={() => onAsk(isActive ? "complete" : "start", sprint)}
            >
              {isActive ? messages.complete : messages.start}
            </Button>
          )}
          {mayManage && (
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon aria-label={messages.actions(sprint.name)}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <MenuDropdown>
                <Menu.Item onClick={() => onAsk("edit", sprint)}>{messages.edit}</Menu.Item>
                {!isActive && (
                  <Menu.Item color="red" onClick={() => onAsk("remove", sprint)}>
                    {messages.remove}
                  </Menu.Item>
                )}
              </MenuDropdown>
            </Menu>
          )}
        </div>
      </header>
      {sprint.goal && <p className={classes.goal}>{sprint.goal}</p>}
      <Figures sprint={sprint} sums={sums} />
      {tasks.isError && <ProblemNotice error={tasks.error} retry={tasks.refetch} />}
      <ul
        className={classes.lines}
        data-list={sprint.id}
        data-over={index !== null || undefined}
        aria-busy={tasks.isPending}
      >
        {tasks.isPending && <Skeleton h={36} m={6} />}
        {rows.map((task, at) => (
          <Fragment key={task.id}>
            <PlanLine task={task} mayEdit={mayEdit} actions={actions} isMarked={index === at} />
          </Fragment>
        ))}
        {tasks.isSuccess && rows.length === 0 && <li className={classes.empty}>{messages.emptySprint}</li>}
      </ul>
    </section>
  );
}

/** Points against the capacity while it is planned, and what is done while it runs. */
export function Figures({ sprint, sums }: { sprint: Sprint; sums: ReturnType<typeof sumsOf> }) {
  const capacity = sprint.capacity_points;
  const over = capacity === null ? 0 : Math.round((sums.points - capacity) * 100) / 100;
  const isPlanned = sprint.state === "planned";
  const share = isPlanned
    ? capacity
      ? sums.points / capacity
      : 0
    : sums.points > 0
      ? sums.donePoints / sums.points
      : 0;
  const text =
    isPlanned && capacity !== null
      ? messages.capacityOf(sums.points, capacity)
      : isPlanned
        ? messages.points(sums.points)
        : messages.progress(sums.donePoints, sums.points);
  return (
    <div className={classes.figures}>
      <span>{messages.tasks(sums.tasks)}</span>
      <span>{text}</span>
      {(!isPlanned || capacity !== null) && (
        <Progress
          className={classes.meter}
          size="sm"
          value={Math.min(100, share * 100)}
          color={isPlanned ? (over > 0 ? "red" : "brand") : "teal"}
          aria-label={text}
        />
      )}
      {over > 0 && <Tag tone="bad">{messages.over(over)}</Tag>}
    </div>
  );
}

export function daysOf({ start_on, end_on }: Sprint): string {
  if (!start_on || !end_on) return messages.noDays;
  const day = { day: "numeric", month: "short" } as const;
  return messages.days(named(start_on, day), named(end_on, day));
}
