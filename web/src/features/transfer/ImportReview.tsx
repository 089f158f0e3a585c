import { Button, Group, Progress, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { ButtonLink } from "@/components/links";
import { UndoButton } from "@/features/changesets/UndoButton";
import { JobErrors } from "@/features/jobs/JobErrors";
import { follow, type Job } from "@/features/jobs/queries";
import { isOver, percentOf } from "@/features/jobs/story";
import { useJob } from "@/features/jobs/use-job";
import { projectQuery } from "@/features/projects/queries";
import { tasksKey } from "@/features/tasks/queries";
import { Manner } from "./Manner";
import { messages } from "./messages";
import { Report } from "./parts/Report";
import { SendAgain } from "./parts/SendAgain";
import { type Import, type ImportChanges, importQuery, importsQuery } from "./queries";
import classes from "./transfer.module.css";
import { lookInto } from "./upload";

/** An import at any stage: being read, looked at, under way, done. */
export function ImportReview({ found }: { found: Import }) {
  const { workspace_id: workspaceId, id } = found;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [changes, setChanges] = useState<ImportChanges>({});
  const refresh = [importQuery(workspaceId, id).queryKey, importsQuery(workspaceId).queryKey];
  const job = useJob(found.job_id, () =>
    Promise.all([
      ...refresh.map((queryKey) => client.invalidateQueries({ queryKey })),
      client.invalidateQueries({ queryKey: tasksKey(workspaceId) }),
      client.invalidateQueries({ queryKey: ["workspace", workspaceId, "project", found.project_id] }),
    ]),
  );
  const project = useQuery(projectQuery(workspaceId, found.project_id));
  const path = { workspace_id: workspaceId, import_id: id };
  const started = (accepted: Job) => {
    follow(client, accepted);
    client.setQueryData<Import>(importQuery(workspaceId, id).queryKey, (before) =>
      before ? { ...before, job_id: accepted.id } : before,
    );
  };
  const lookAgain = useAction(
    async () => {
      if (Object.keys(changes).length > 0) {
        await ok(
          api.PATCH("/v1/workspaces/{workspace_id}/imports/{import_id}", {
            params: { path, header: ifMatch(found) },
            body: changes,
          }),
        );
      }
      return lookInto(workspaceId, id);
    },
    {
      refresh,
      onDone: (accepted) => {
        setChanges({});
        started(accepted);
      },
    },
  );
  const apply = useAction(
    () => ok(api.POST("/v1/workspaces/{workspace_id}/imports/{import_id}/apply", { params: { path } })),
    { onDone: started, refresh },
  );
  const remove = useAction(
    () => api.DELETE("/v1/workspaces/{workspace_id}/imports/{import_id}", { params: { path } }),
    {
      onDone: async () => {
        await navigate({ to: "/w/$workspaceId/import", params: { workspaceId }, search: {} });
        await client.invalidateQueries({ queryKey: importsQuery(workspaceId).queryKey });
        told(messages.removed);
      },
    },
  );
  const running = job.data && !isOver(job.data) ? job.data : null;
  const isChanged = Object.keys(changes).length > 0;
  const isArchive = found.source === "onetick_archive";
  const toDo = (found.counts.created ?? 0) + (found.counts.updated ?? 0);
  const openProject = (
    <ButtonLink
      to="/w/$workspaceId/p/$projectId"
      params={{ workspaceId, projectId: found.project_id }}
      variant="default"
    >
      {messages.openProject}
    </ButtonLink>
  );
  return (
    <>
      <header className={classes.fileHead}>
        <strong>{found.file_name}</strong>
        <small>
          {messages.sources[found.source]?.name ?? found.source}, {messages.size(found.size)}
          {project.data && `. ${messages.into} ${project.data.name}`}
        </small>
      </header>
      {running && <Running job={running} isApplying={running.result?.mode !== "plan"} />}
      {!running && job.data?.failure && found.state !== "applied" && (
        <div className={classes.failure} role="alert">
          <strong>{messages.stopped}</strong>
          <span>{job.data.failure.detail}</span>
        </div>
      )}
      {!running && (found.state === "awaiting_file" || job.data?.failure) && found.state !== "applied" && (
        <SendAgain found={found} onStarted={started} />
      )}
      {!running && found.found && found.state !== "awaiting_file" && (
        <Report found={found} isDone={found.state === "applied"} />
      )}
      {!running && found.state === "planned" && found.found && (
        <Manner found={found} changes={changes} onChange={setChanges} />
      )}
      {!running && found.state === "applied" && job.data && job.data.error_count > 0 && (
        <section className={classes.part}>
          <h2>{messages.problems}</h2>
          <JobErrors job={job.data} />
        </section>
      )}
      {!running && (
        <div className={classes.foot}>
          {found.state === "planned" && isChanged && (
            <Text size="sm" c="dimmed">
              {messages.lookAgainText}
            </Text>
          )}
          <Group gap="xs">
            {found.state === "planned" && isChanged && (
              <Button loading={lookAgain.isPending} onClick={() => lookAgain.mutate()}>
                {messages.lookAgain}
              </Button>
            )}
            {found.state === "planned" && !isChanged && (
              <Button
                disabled={toDo === 0 && !isArchive}
                loading={apply.isPending}
                onClick={() => apply.mutate()}
              >
                {toDo > 0 ? messages.apply(toDo) : isArchive ? messages.applyRest : messages.nothingToDo}
              </Button>
            )}
            {found.state === "applied" && openProject}
            {found.state === "applied" && job.data?.change_set_id && (
              <UndoButton
                changeSetId={job.data.change_set_id}
                createdBy={job.data.created_by}
                label={messages.undo}
              />
            )}
            {found.state === "applied" && (
              <ButtonLink
                to="/w/$workspaceId/import"
                params={{ workspaceId }}
                search={{ project: found.project_id }}
                variant="subtle"
                color="gray"
              >
                {messages.another}
              </ButtonLink>
            )}
            <Button variant="subtle" color="gray" loading={remove.isPending} onClick={() => remove.mutate()}>
              {messages.remove}
            </Button>
          </Group>
        </div>
      )}
    </>
  );
}

function Running({ job, isApplying }: { job: Job; isApplying: boolean }) {
  const percent = percentOf(job);
  const said = isApplying ? messages.applying : messages.reading;
  return (
    <div className={classes.running} role="status">
      <Text size="sm">{said}</Text>
      <Progress
        value={percent ?? 100}
        animated={percent === null}
        striped={percent === null}
        aria-label={said}
      />
    </div>
  );
}
