import { Button, Group, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Problem } from "@/api/problem";
import { messages as tasks } from "@/features/tasks/messages";
import classes from "../approvals.module.css";
import { type Decision, useDecision } from "../deciding";
import { messages } from "../messages";
import type { Approval } from "../queries";

type Refusal = "reject" | "request_changes";

/** Agree with a click; whoever refuses says why. */
export function Deciding({ approval }: { approval: Approval }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [why, setWhy] = useState("");
  const [changed, setChanged] = useState<Problem | null>(null);
  const decide = useDecision(approval, setChanged);
  const send = (body: Decision) => decide.mutate(body);
  const refuse = (event: FormEvent) => {
    event.preventDefault();
    if (refusal && why.trim()) send({ decision: refusal, comment: why.trim() });
  };
  if (refusal) {
    return (
      <form onSubmit={refuse} className={classes.refusing}>
        <Textarea
          autoFocus
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          label={messages.why[refusal]}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            setRefusal(null);
          }}
        />
        <Group gap="xs">
          <Button
            size="xs"
            type="submit"
            {...(refusal === "reject" ? { color: "red" } : {})}
            loading={decide.isPending}
            disabled={!why.trim()}
          >
            {refusal === "reject" ? messages.reject : messages.sendBack}
          </Button>
          <Button size="xs" variant="subtle" color="gray" onClick={() => setRefusal(null)}>
            {messages.cancel}
          </Button>
        </Group>
      </form>
    );
  }
  return (
    <>
      {changed && (
        <p role="alert" className={classes.changed}>
          {messages.changed(
            changed.changedFields.map((name) => tasks.fields[name] ?? messages.aField).join(", "),
          )}
        </p>
      )}
      <Group gap="xs">
        <Button
          size="xs"
          loading={decide.isPending}
          onClick={() =>
            send({
              decision: "approve",
              comment: "",
              ...(changed?.currentVersion ? { task_version: changed.currentVersion } : {}),
            })
          }
        >
          {changed ? messages.approveSeen : messages.approve}
        </Button>
        <Button size="xs" variant="default" onClick={() => setRefusal("request_changes")}>
          {messages.sendBack}
        </Button>
        <Button size="xs" variant="subtle" color="red" onClick={() => setRefusal("reject")}>
          {messages.reject}
        </Button>
      </Group>
    </>
  );
}
