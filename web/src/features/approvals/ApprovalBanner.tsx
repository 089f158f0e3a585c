import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLive } from "@/api/live";
import { IconApproval } from "@/components/icons";
import { workflowQuery } from "@/features/projects/queries";
import { useRights } from "@/features/projects/rights";
import { useTaskChanger } from "@/features/tasks/changes";
import type { Task } from "@/features/tasks/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./approvals.module.css";
import { useMayDecide, useMayWithdraw } from "./deciding";
import { messages } from "./messages";
import { Deciding } from "./parts/Deciding";
import { Facts, Said, useStatusName } from "./parts/Facts";
import { Withdraw } from "./parts/Withdraw";
import { type Approval, approvalQuery } from "./queries";

type Asked = NonNullable<Task["approval"]>;

const WORDS: Record<Asked["state"], string> = {
  pending: messages.waitsFor,
  approved: messages.wasApproved,
  rejected: messages.wasRejected,
  changes_requested: messages.wasSentBack,
};
const TONES: Record<Asked["state"], string> = {
  pending: "wait",
  approved: "good",
  rejected: "bad",
  changes_requested: "wait",
};

/** Said in the task above everything else: it waits for others to agree, or they did not. */
export default function ApprovalBanner({ task, asked }: { task: Task; asked: Asked }) {
  const query = approvalQuery(useWorkspaceId(), asked.id);
  const { data: approval } = useLive(query, asked.state === "pending" ? "together" : "rarely");
  const statusName = useStatusName(task.project_id);
  return (
    <section className={classes.banner} data-tone={TONES[asked.state]} aria-label={messages.title}>
      <header>
        <IconApproval size={17} aria-hidden />
        <span>
          {WORDS[asked.state]} <strong>{statusName(asked.status)}</strong>
        </span>
      </header>
      {approval ? <Details task={task} approval={approval} /> : <Skeleton h={18} aria-busy="true" />}
    </section>
  );
}

function Details({ task, approval }: { task: Task; approval: Approval }) {
  const mayDecide = useMayDecide(approval);
  const mayWithdraw = useMayWithdraw(approval);
  return (
    <>
      {approval.state === "pending" && <Facts approval={approval} />}
      <Said approval={approval} />
      {mayDecide && <Deciding key={approval.id} approval={approval} />}
      {mayWithdraw && <Withdraw approval={approval} />}
      {(approval.state === "rejected" || approval.state === "changes_requested") && (
        <AskAgain task={task} approval={approval} />
      )}
    </>
  );
}

/** Once what was missing is there. */
function AskAgain({ task, approval }: { task: Task; approval: Approval }) {
  const { mayTransition } = useRights(task.project_id);
  const workflow = useQuery(workflowQuery(task.workspace_id, task.project_id));
  const changer = useTaskChanger();
  const status = workflow.data?.statuses.find(({ id }) => id === approval.to_status);
  if (!mayTransition || !status || task.status !== approval.from_status) return null;
  return (
    <Button
      size="xs"
      variant="default"
      className={classes.own ?? ""}
      onClick={() => void changer.transition(task, status)}
    >
      {messages.askAgain}
    </Button>
  );
}
