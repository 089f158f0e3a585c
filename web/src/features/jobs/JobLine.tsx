import { ActionIcon, Button, Progress, Tooltip } from "@mantine/core";
import { useState } from "react";
import { IconAlert, IconCircleCheck, IconClose, IconJobs } from "@/components/icons";
import { AnchorLink } from "@/components/links";
import { DownloadButton } from "@/features/transfer/parts/DownloadButton";
import { JobErrors } from "./JobErrors";
import classes from "./jobs.module.css";
import { messages } from "./messages";
import type { Job } from "./queries";
import { detailOf, hasChanges, isOver, outcomeOf, percentOf, titleOf } from "./story";
import { useCancelJob } from "./use-job";

/** One job: what it is, how far, what came of it, what went wrong with which of its items. */
export function JobLine({ job }: { job: Job }) {
  const [isOpen, setOpen] = useState(false);
  const cancel = useCancelJob(job);
  const title = titleOf(job);
  const percent = percentOf(job);
  return (
    <div className={classes.job}>
      <StateIcon job={job} />
      <div className={classes.text}>
        <strong>{title}</strong>
        <small data-bad={job.state === "failed" || undefined}>{detailOf(job)}</small>
        {!isOver(job) && (
          <Progress
            size="sm"
            mt={6}
            value={percent ?? 100}
            animated={percent === null}
            striped={percent === null}
            aria-label={title}
          />
        )}
        <div className={classes.acts}>
          <Outcome job={job} />
          {job.error_count > 0 && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="red"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {messages.errors(job.error_count)}
            </Button>
          )}
        </div>
        {isOpen && <JobErrors job={job} />}
      </div>
      {!isOver(job) && (
        <Tooltip label={messages.stop}>
          <ActionIcon
            size="sm"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
            aria-label={`${messages.stop}: ${title}`}
          >
            <IconClose size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

function StateIcon({ job }: { job: Job }) {
  if (job.state === "failed" || job.state === "partial")
    return (
      <IconAlert size={18} stroke={1.7} className={job.state === "failed" ? classes.bad : classes.warn} />
    );
  if (job.state === "succeeded") return <IconCircleCheck size={18} stroke={1.7} className={classes.good} />;
  return <IconJobs size={18} stroke={1.7} className={classes.soft} />;
}

/** The way to what came of it. */
function Outcome({ job }: { job: Job }) {
  const outcome = outcomeOf(job);
  const params = { workspaceId: job.workspace_id };
  if (!isOver(job) && outcome?.kind !== "import") return null;
  return (
    <>
      {outcome?.kind === "project" && job.state !== "failed" && (
        <AnchorLink
          size="xs"
          to="/w/$workspaceId/p/$projectId"
          params={{ ...params, projectId: outcome.projectId }}
        >
          {messages.openProject}
        </AnchorLink>
      )}
      {outcome?.kind === "import" && (
        <AnchorLink
          size="xs"
          to="/w/$workspaceId/import"
          params={params}
          search={{ import: outcome.importId }}
        >
          {messages.openImport}
        </AnchorLink>
      )}
      {outcome?.kind === "export" && job.state === "succeeded" && (
        <DownloadButton workspaceId={job.workspace_id} exportId={outcome.exportId} />
      )}
      {isOver(job) && hasChanges(job) && job.change_set_id && (
        <AnchorLink
          size="xs"
          to="/w/$workspaceId/changes/$changeSetId"
          params={{ ...params, changeSetId: job.change_set_id }}
        >
          {messages.changes}
        </AnchorLink>
      )}
    </>
  );
}
