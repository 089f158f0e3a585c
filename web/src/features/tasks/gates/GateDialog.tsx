import { Button, Group, Modal, Skeleton, Stack, Textarea } from "@mantine/core";
import { Suspense, useState } from "react";
import { useLive } from "@/api/live";
import { IconCheck } from "@/components/icons";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { DescriptionField } from "../DescriptionField";
import { useFieldProperties } from "../fields/properties";
import { messages as tasks } from "../messages";
import properties from "../properties/properties.module.css";
import { type Task, taskQuery } from "../queries";
import { type TaskPartProps, type TaskProperty, taskProperties } from "../registry";
import { Approvers } from "./Approvers";
import { type Gate, gates, isFilled } from "./gates";
import classes from "./gates.module.css";
import { messages } from "./messages";
import { SprintChoice } from "./SprintChoice";

/** The fields of every task, as rules name them, and the properties that show them. */
const PROPERTIES: Record<string, string> = {
  assignee_ids: "assignees",
  due_at: "due",
  estimate_minutes: "estimate",
  logged_minutes: "time",
  points: "points",
  priority: "priority",
  start_at: "start",
  tag_ids: "tags",
};

/** What no property of the task shows. */
const OTHERS: Record<string, Pick<TaskProperty, "label" | "component">> = {
  description: { label: tasks.description, component: Description },
  sprint_id: { label: messages.sprint, component: SprintChoice },
};

/** What a status asks for: it is filled in here, or those are asked who must agree; then the task goes on. */
export default function GateDialog({ gate }: { gate: Gate }) {
  const { task, status, missing, approval } = gate;
  const { data } = useLive(taskQuery(useWorkspaceId(), task.id), "together");
  const [note, setNote] = useState(gate.note);
  const isLacking = missing.length > 0 && !(data && missing.every((name) => isFilled(data, name)));
  return (
    <Modal
      opened
      onClose={() => gates.answer(null)}
      title={messages.title(task.key, status.name)}
      closeOnEscape={false}
      onKeyDown={(event) => {
        // Not for what its fields opened, which is elsewhere in the document.
        const isHere = event.currentTarget.contains(event.target as Node);
        if (event.key === "Escape" && isHere && !event.defaultPrevented) gates.answer(null);
      }}
    >
      {/* No form: the fields have forms of their own. */}
      <Stack gap="md">
        <p className={classes.task}>{task.title}</p>
        {missing.length > 0 && (
          <section aria-label={messages.missing}>
            <h3 className={classes.heading}>{messages.missing}</h3>
            {data ? <Missing task={data} names={missing} /> : <Skeleton h={80} aria-busy="true" />}
          </section>
        )}
        {approval && (
          <section className={classes.approval} aria-label={messages.needsApproval}>
            <h3 className={classes.heading}>{messages.needsApproval}</h3>
            <Approvers rule={approval} />
            <Textarea
              data-autofocus
              autosize
              minRows={2}
              maxRows={8}
              maxLength={2000}
              label={messages.note}
              placeholder={messages.notePlaceholder}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </section>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => gates.answer(null)}>
            {messages.leave}
          </Button>
          <Button disabled={isLacking} onClick={() => gates.answer({ note: note.trim() })}>
            {approval ? messages.ask : messages.goOn(status.name)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Missing({ task, names }: { task: Task; names: readonly string[] }) {
  const fields = useFieldProperties(task);
  const all = [...taskProperties, ...fields];
  return (
    <dl className={properties.properties}>
      {names.map((name) => {
        const property = all.find(({ id }) => id === (PROPERTIES[name] ?? name));
        const Value = OTHERS[name]?.component ?? property?.component;
        if (!Value) return null;
        return (
          <div key={name} className={properties.property} data-property={property?.id}>
            <dt>{OTHERS[name]?.label ?? property?.label}</dt>
            <dd className={classes.value}>
              <Suspense fallback={<Skeleton h={20} w={120} m={5} />}>
                <Value task={task} />
              </Suspense>
              {isFilled(task, name) && (
                <span className={classes.filled} role="img" aria-label={messages.filled}>
                  <IconCheck size={15} />
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Description({ task }: TaskPartProps) {
  return (
    <div className={classes.description}>
      <DescriptionField task={task} />
    </div>
  );
}
