import { Button, Group, Menu } from "@mantine/core";
import { useState } from "react";
import { ago, fullMoment, shortDay } from "@/components/dates";
import { IconCheck, IconChevronDown, IconClock } from "@/components/icons";
import { AnchorLink } from "@/components/links";
import { MenuDropdown } from "@/components/MenuDropdown";
import { usePeople } from "@/features/workspaces/queries";
import classes from "../forms.module.css";
import { messages } from "../messages";
import type { Form, Submission } from "../queries";
import { DeclineDialog, DuplicateDialog } from "./dialogs";
import { answerOf, titleOf } from "./reading";
import { laterOn, useTriage } from "./triage";

interface Props {
  form: Form;
  submission: Submission;
  others: readonly Submission[];
}

/** What somebody asked for: the answers, what became of it, and what can be done. */
export function SubmissionCard({ form, submission, others }: Props) {
  const [dialog, setDialog] = useState<"decline" | "duplicate" | null>(null);
  const people = usePeople();
  const triage = useTriage(form, submission);
  const { state, created_at, task_id, reason, triaged_by, snoozed_until } = submission;
  const title = titleOf(form, submission);
  const isOpen = state === "new" || state === "snoozed";
  const snooze = (days: number) => triage.mutate({ action: "snooze", until: laterOn(days) });
  return (
    <li className={classes.submission}>
      <header>
        <h3>{title}</h3>
        <time dateTime={created_at} title={fullMoment(created_at)}>
          {ago(created_at)}
        </time>
      </header>
      <dl>
        {form.questions.map((question) => {
          // What it is called stands above already.
          const answer = question.maps_to !== "title" && answerOf(submission.answers[question.id]);
          return (
            answer && (
              <div key={question.id}>
                <dt>{question.label}</dt>
                <dd>{answer}</dd>
              </div>
            )
          );
        })}
      </dl>
      {state !== "new" && (
        <p className={classes.became}>
          {messages.states[state]} {triaged_by && messages.by(people.name(triaged_by) ?? "")}{" "}
          {snoozed_until && messages.returns(shortDay(snoozed_until))} {reason}
        </p>
      )}
      <Group gap="xs">
        {isOpen && (
          <Button
            size="compact-sm"
            leftSection={<IconCheck size={14} />}
            loading={triage.isPending}
            onClick={() => triage.mutate({ action: "accept" })}
            aria-label={`${messages.accept}: ${title}`}
          >
            {messages.accept}
          </Button>
        )}
        {isOpen && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setDialog("decline")}
            aria-label={`${messages.decline}: ${title}`}
          >
            {messages.decline}
          </Button>
        )}
        {isOpen && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setDialog("duplicate")}
            aria-label={`${messages.duplicate}: ${title}`}
          >
            {messages.duplicate}
          </Button>
        )}
        {isOpen && (
          <Menu>
            <Menu.Target>
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                leftSection={<IconClock size={14} />}
                rightSection={<IconChevronDown size={12} />}
                aria-label={`${messages.snooze}: ${title}`}
              >
                {messages.snooze}
              </Button>
            </Menu.Target>
            <MenuDropdown>
              <Menu.Item onClick={() => snooze(1)}>{messages.tomorrow}</Menu.Item>
              <Menu.Item onClick={() => snooze(7)}>{messages.nextWeek}</Menu.Item>
            </MenuDropdown>
          </Menu>
        )}
        {state !== "new" && state !== "accepted" && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            loading={triage.isPending}
            onClick={() => triage.mutate({ action: "reopen" })}
            aria-label={`${messages.reopen}: ${title}`}
          >
            {messages.reopen}
          </Button>
        )}
        {task_id && (
          <AnchorLink size="sm" to="." search={(before) => ({ ...before, task: task_id })}>
            {messages.openTask}
          </AnchorLink>
        )}
      </Group>
      {dialog === "decline" && (
        <DeclineDialog
          title={title}
          onClose={() => setDialog(null)}
          onDecline={(why) => triage.mutate({ action: "decline", reason: why })}
        />
      )}
      {dialog === "duplicate" && (
        <DuplicateDialog
          title={title}
          choices={others.map((other) => ({ value: other.id, label: titleOf(form, other) }))}
          onClose={() => setDialog(null)}
          onChoose={(other) => triage.mutate({ action: "duplicate", duplicate_of: other })}
        />
      )}
    </li>
  );
}
