import { SegmentedControl, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useLive } from "@/api/live";
import { BackLink } from "@/components/BackLink";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { Tag } from "@/components/Tag";
import { useProjectId } from "@/features/projects/queries";
import { rowsOf } from "@/features/schedule/queries";
import { TaskLine } from "@/features/tasks/parts/TaskLine";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { BurndownChart } from "./BurndownChart";
import { messages } from "./messages";
import {
  burndownQuery,
  type Sprint,
  sprintQuery,
  sprintTasksQuery,
  type Unit,
  velocityQuery,
} from "./queries";
import type { ReportSearch } from "./routes";
import { ScopeLog } from "./ScopeLog";
import { daysOf } from "./SprintBlock";
import classes from "./sprints.module.css";
import { VelocityChart } from "./VelocityChart";

/** How a sprint goes, or went. */
export function SprintReportPage() {
  const workspaceId = useWorkspaceId();
  const { sprintId = "" } = useParams({ strict: false });
  const sprint = useLive(sprintQuery(workspaceId, sprintId), "now-and-then");
  if (sprint.isPending) return <Waiting />;
  if (!sprint.data) return <ProblemNotice error={sprint.error} retry={sprint.refetch} />;
  return <Report sprint={sprint.data} />;
}

function Report({ sprint }: { sprint: Sprint & { totals: { committed: object } } }) {
  const workspaceId = useWorkspaceId();
  const projectId = useProjectId();
  const navigate = useNavigate();
  const { unit = "points" } = useSearch({ strict: false }) as { unit?: Unit };
  const mayReport = useMay("report:view", projectId);
  const burndown = useLive(burndownQuery(workspaceId, sprint.id), "now-and-then");
  const velocity = useQuery({ ...velocityQuery(workspaceId, projectId), enabled: mayReport });
  const tasks = useLive(sprintTasksQuery(workspaceId, sprint.id), "now-and-then");
  const rows = rowsOf(tasks.data);
  const choose = (next: string) =>
    void navigate({
      to: ".",
      search: ((before: object) => ({
        ...before,
        unit: next === "tasks" ? "tasks" : undefined,
      })) as never as ReportSearch,
      replace: true,
    });
  return (
    <div className={classes.page}>
      <div className={classes.reportHead}>
        <BackLink mb={8} to="/w/$workspaceId/p/$projectId/sprints" params={{ workspaceId, projectId }}>
          {messages.back}
        </BackLink>
        <div className={classes.blockName}>
          <h2>{sprint.name}</h2>
          <Tag
            tone={sprint.state === "active" ? "accent" : sprint.state === "completed" ? "good" : "neutral"}
          >
            {messages.states[sprint.state]}
          </Tag>
          <span className={classes.faint}>{daysOf(sprint)}</span>
          <SegmentedControl
            size="xs"
            ml="auto"
            aria-label={messages.unit}
            value={unit}
            onChange={choose}
            data={[
              { value: "points", label: messages.unitPoints },
              { value: "tasks", label: messages.unitTasks },
            ]}
          />
        </div>
        {sprint.goal && <p className={classes.goal}>{sprint.goal}</p>}
      </div>
      <div className={classes.cards}>
        <section className={classes.card} aria-label={messages.burndown}>
          <h3>{messages.burndown}</h3>
          {burndown.isPending && <Skeleton h={260} />}
          {burndown.isError && <ProblemNotice error={burndown.error} retry={burndown.refetch} />}
          {burndown.data && <BurndownChart burndown={burndown.data} sprint={sprint} unit={unit} />}
        </section>
        {mayReport && (
          <section className={classes.card} aria-label={messages.velocity}>
            <h3>{messages.velocity}</h3>
            {velocity.isPending && <Skeleton h={260} />}
            {velocity.isError && <ProblemNotice error={velocity.error} retry={velocity.refetch} />}
            {velocity.data && <VelocityChart velocity={velocity.data} unit={unit} current={sprint.id} />}
          </section>
        )}
        <section className={classes.card} aria-label={messages.tasksOf}>
          <h3>{messages.tasksOf}</h3>
          {tasks.isPending && <Skeleton h={120} />}
          {tasks.isSuccess && rows.length === 0 && <p className={classes.faint}>{messages.noTasks}</p>}
          <ul className={classes.plain}>
            {rows.map((task) => (
              <li key={task.id}>
                <TaskLine task={task} />
              </li>
            ))}
          </ul>
        </section>
        <section className={classes.card} aria-label={messages.scopeLog}>
          <h3>{messages.scopeLog}</h3>
          <ScopeLog sprintId={sprint.id} />
        </section>
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div className={classes.page} aria-busy="true">
      <Skeleton h={28} w={220} />
      <Skeleton h={320} radius="md" />
    </div>
  );
}
