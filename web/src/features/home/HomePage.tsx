import { Button, Skeleton, Stack, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { paced } from "@/api/live";
import { useUser } from "@/app/session-hooks";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconBoard, IconCircleCheck } from "@/components/icons";
import { Page } from "@/components/Page";
import { commands } from "@/features/palette/commands";
import { projectsQuery } from "@/features/projects/queries";
import { TaskLine } from "@/features/tasks/parts/TaskLine";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { grouped } from "./groups";
import classes from "./home.module.css";
import { Mentions } from "./Mentions";
import { messages } from "./messages";
import { ownTasksQuery } from "./queries";
import { RecentTasks } from "./RecentTasks";

/** What waits for me, soonest first. */
export function HomePage() {
  const workspaceId = useWorkspaceId();
  const user = useUser();
  const projects = useQuery(projectsQuery(workspaceId));
  const hello = messages.greeting(user.name.split(" ")[0] ?? user.name, new Date().getHours());
  return (
    <Page title={messages.title}>
      <Title order={2} className={classes.hello}>
        {hello}
      </Title>
      {projects.isSuccess && projects.data.length === 0 ? <FirstProject /> : <Waiting />}
    </Page>
  );
}

function Waiting() {
  return (
    <div className={classes.groups}>
      <RecentTasks />
      <MyWork />
      <Mentions />
    </div>
  );
}

function MyWork() {
  const workspaceId = useWorkspaceId();
  const work = useInfiniteQuery({
    ...ownTasksQuery(workspaceId),
    ...paced("now-and-then"),
  });
  if (work.isPending) {
    return (
      <Stack gap={8}>
        {[0, 1, 2, 3].map((line) => (
          <Skeleton key={line} h={36} />
        ))}
      </Stack>
    );
  }
  if (work.isError) return <ProblemNotice error={work.error} retry={work.refetch} />;
  const groups = grouped(work.data.pages.flatMap((page) => page.data));
  if (groups.length === 0 && !work.hasNextPage) {
    return (
      <EmptyState icon={<IconCircleCheck stroke={1.5} />} title={messages.nothing}>
        {messages.nothingText}
      </EmptyState>
    );
  }
  return (
    <section aria-label={messages.myWork} className={classes.groups}>
      {groups.map(({ group, tasks }) => (
        <section key={group} aria-labelledby={`group-${group}`}>
          <h3 id={`group-${group}`} className={classes.group} data-group={group}>
            {messages.groups[group]} <span className={classes.count}>{tasks.length}</span>
          </h3>
          <ul className={classes.lines}>
            {tasks.map((task) => (
              <li key={task.id}>
                <TaskLine task={task} withProject />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {work.hasNextPage && (
        <Button variant="default" onClick={() => void work.fetchNextPage()} loading={work.isFetchingNextPage}>
          {messages.more}
        </Button>
      )}
    </section>
  );
}

function FirstProject() {
  const mayCreate = useMay("project:create");
  return (
    <EmptyState
      icon={<IconBoard stroke={1.5} />}
      title={messages.firstTitle}
      action={mayCreate && <Button onClick={commands.openNewProject}>{messages.firstButton}</Button>}
    >
      {messages.firstText}
    </EmptyState>
  );
}
