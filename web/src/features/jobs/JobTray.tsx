import { ActionIcon, Button, Progress, Tooltip, UnstyledButton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { IconChevronDown, IconCircleCheck, IconJobs } from "@/components/icons";
import { ButtonLink } from "@/components/links";
import { tasksKey } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { JobLine } from "./JobLine";
import classes from "./jobs.module.css";
import { messages } from "./messages";
import { type Job, recentJobsQuery } from "./queries";
import { inTray, useSeen } from "./seen";
import { isOver, percentOf } from "./story";

const OFTEN = 1_500;
const SELDOM = 60_000;

/** In the corner of every screen: how far long work is. Nothing is shown while there is none. */
export default function JobTray() {
  const workspaceId = useWorkspaceId();
  const jobs = useQuery({
    ...recentJobsQuery(workspaceId),
    refetchInterval: ({ state }) => (state.data?.every(isOver) === false ? OFTEN : SELDOM),
  });
  const [since, clear] = useSeen(workspaceId);
  const [isOpen, setOpen] = useState(false);
  useRefresh(workspaceId, jobs.data);
  const shown = inTray(jobs.data ?? [], since);
  const going = shown.filter((job) => !isOver(job));
  if (shown.length === 0) return null;
  const said = going.length > 0 ? messages.under(going.length) : messages.ended(shown.length);
  const [only] = going;
  const percent = going.length === 1 && only ? percentOf(only) : null;
  return (
    <aside className={classes.tray} aria-label={messages.title} data-lifts-toasts data-tray>
      {isOpen && (
        <div className={classes.panel}>
          {shown.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </div>
      )}
      <div className={classes.bar}>
        <UnstyledButton className={classes.toggle} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {going.length > 0 ? (
            <IconJobs size={16} stroke={1.7} className={classes.soft} />
          ) : (
            <IconCircleCheck size={16} stroke={1.7} className={classes.good} />
          )}
          <span role="status">{said}</span>
          {going.length > 0 && (
            <Progress
              size="sm"
              value={percent ?? 100}
              animated={percent === null}
              striped={percent === null}
              className={classes.small}
              aria-label={said}
            />
          )}
        </UnstyledButton>
        {isOpen && (
          <ButtonLink
            size="compact-xs"
            variant="subtle"
            color="gray"
            to="/w/$workspaceId/jobs"
            params={{ workspaceId }}
          >
            {messages.all}
          </ButtonLink>
        )}
        {going.length === 0 && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={clear}>
            {messages.clear}
          </Button>
        )}
        <Tooltip label={isOpen ? messages.hide : messages.show}>
          <ActionIcon
            size="sm"
            onClick={() => setOpen(!isOpen)}
            aria-label={isOpen ? messages.hide : messages.show}
          >
            <IconChevronDown size={14} className={isOpen ? classes.down : classes.up} />
          </ActionIcon>
        </Tooltip>
      </div>
    </aside>
  );
}

/** What a job changed is read again when it has ended. */
function useRefresh(workspaceId: string, jobs: readonly Job[] | undefined): void {
  const client = useQueryClient();
  const before = useRef(new Set<string>());
  useEffect(() => {
    if (!jobs) return;
    const ended = jobs.filter((job) => isOver(job) && before.current.has(job.id));
    before.current = new Set(jobs.filter((job) => !isOver(job)).map(({ id }) => id));
    if (ended.length === 0) return;
    void client.invalidateQueries({ queryKey: tasksKey(workspaceId) });
    void client.invalidateQueries({ queryKey: ["workspace", workspaceId, "project"] });
    void client.invalidateQueries({ queryKey: ["workspace", workspaceId, "projects"] });
  }, [client, jobs, workspaceId]);
}
