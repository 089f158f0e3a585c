import { Button } from "@mantine/core";
import classes from "../approvals.module.css";
import { useWithdrawal } from "../deciding";
import { messages } from "../messages";
import type { Approval } from "../queries";

/** For whoever asked, and for those who manage the workflow. */
export function Withdraw({ approval }: { approval: Approval }) {
  const withdrawal = useWithdrawal(approval);
  return (
    <Button
      size="xs"
      variant="default"
      className={classes.own ?? ""}
      loading={withdrawal.isPending}
      onClick={() => withdrawal.mutate()}
    >
      {messages.withdraw}
    </Button>
  );
}
