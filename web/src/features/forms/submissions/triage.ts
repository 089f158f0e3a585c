import { useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { shortDay } from "@/components/dates";
import { told, undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { tasksKey } from "@/features/tasks/queries";
import { messages } from "../messages";
import { type Form, formsKey, type Submission } from "../queries";
import { titleOf } from "./reading";

const MORNING = 9;

/** Decides about a submission. What is not a task by then can be taken back. */
export function useTriage(form: Form, submission: Submission) {
  const client = useQueryClient();
  const { workspace_id: workspaceId, id } = submission;
  const key = [...formsKey(workspaceId), form.id, "submissions"];
  const title = titleOf(form, submission);
  return useAction((body: Schemas["Triage"]) => decide(submission, body), {
    refresh: [key],
    onDone: (decided, { action, until }) => {
      if (action === "accept") {
        told(messages.accepted(title));
        void client.invalidateQueries({ queryKey: tasksKey(workspaceId) });
        return;
      }
      const again = async () => {
        await decide({ ...decided, workspace_id: workspaceId, id }, { action: "reopen" });
        await client.invalidateQueries({ queryKey: key });
      };
      if (action === "decline") undoable(messages.declined(title), again);
      else if (action === "duplicate") undoable(messages.duplicated(title), again);
      else if (action === "snooze") undoable(messages.snoozed(title, shortDay(until ?? "")), again);
      else told(messages.reopened(title));
    },
  });
}

function decide(submission: Submission, body: Schemas["Triage"]): Promise<Submission> {
  const path = { workspace_id: submission.workspace_id, submission_id: submission.id };
  return ok(
    api.POST("/v1/workspaces/{workspace_id}/submissions/{submission_id}/triage", {
      params: { path, header: ifMatch(submission) },
      body,
    }),
  );
}

/** The morning so many days from now, in the reader's zone. */
export function laterOn(days: number, now = new Date()): string {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING).toISOString();
}
