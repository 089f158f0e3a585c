import { Group, Modal, MultiSelect, Select, Stack, Switch, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormActions } from "@/components/FormActions";
import type { Project, Rule } from "@/features/projects/queries";
import { projectFieldsQuery } from "@/features/tasks/fields/queries";
import { useProjectPeople } from "@/features/tasks/people";
import { ApprovalFields } from "./ApprovalFields";
import { type Draft, isOpen } from "./draft";
import { messages } from "./messages";
import classes from "./workflow.module.css";

const ANY = "";
const MOST_FIELDS = 20;

interface Props {
  project: Project;
  draft: Draft;
  /** What is changed; null: a new one. */
  rule: Rule | null;
  onApply: (rule: Rule) => void;
  onClose: () => void;
}

/** What a way into a status asks for. It becomes part of the workflow on the screen, which is saved as a whole. */
export function RuleDialog({ project, draft, rule, onApply, onClose }: Props) {
  const { statuses, rules } = draft;
  const [from, setFrom] = useState(rule?.from ?? ANY);
  const [to, setTo] = useState(
    rule?.to ?? statuses.find(({ category }) => category === "completed")?.id ?? "",
  );
  const [required, setRequired] = useState(rule?.required_fields ?? []);
  const [allowed, setAllowed] = useState(rule?.allowed_for ?? []);
  const [approval, setApproval] = useState(rule?.approval ?? null);
  const fields = useQuery(projectFieldsQuery(project.workspace_id, project.id));
  const people = useProjectPeople(project.id).map(({ id, name }) => ({ value: id, label: name }));
  const isTaken = rules.some((one) => one !== rule && one.to === to && (one.from ?? ANY) === from);
  const isEmpty = required.length === 0 && allowed.length === 0 && !approval;
  const asksNobody = approval !== null && approval.people.length === 0 && !approval.role;
  const options = statuses.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Modal opened onClose={onClose} title={rule ? messages.editRule : messages.newRule}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onApply({ from: from || null, to, required_fields: required, allowed_for: allowed, approval });
        }}
      >
        <Stack gap="md">
          <Group grow gap="sm" align="start">
            <Select
              label={messages.from}
              data={[
                { value: ANY, label: messages.anyStatus },
                ...options.filter(({ value }) => value !== to && isOpen(draft, value, to)),
              ]}
              value={from}
              allowDeselect={false}
              error={isTaken && messages.taken}
              onChange={(value) => setFrom(value ?? ANY)}
            />
            <Select
              label={messages.to}
              data={options}
              value={to}
              allowDeselect={false}
              onChange={(value) => {
                if (!value) return;
                setTo(value);
                if (from && (from === value || !isOpen(draft, from, value))) setFrom(ANY);
              }}
            />
          </Group>
          <MultiSelect
            label={messages.required}
            data={[
              ...Object.entries(messages.fields).map(([value, label]) => ({ value, label })),
              ...(fields.data ?? []).map(({ field }) => ({ value: field.id, label: field.name })),
            ]}
            value={[...required]}
            maxValues={MOST_FIELDS}
            searchable
            onChange={setRequired}
          />
          <MultiSelect
            label={messages.allowed}
            description={messages.allowedText}
            data={[
              ...Object.entries(messages.allowedFor).map(([value, label]) => ({ value, label })),
              ...people,
            ]}
            value={[...allowed]}
            maxValues={MOST_FIELDS}
            searchable
            onChange={setAllowed}
          />
          <Switch
            label={messages.approval}
            checked={approval !== null}
            onChange={(event) =>
              setApproval(
                event.currentTarget.checked
                  ? { people: [], role: null, needed: 1, expires_after_days: 14 }
                  : null,
              )
            }
          />
          {approval && (
            <div className={classes.approval}>
              <ApprovalFields approval={approval} people={people} onChange={setApproval} />
            </div>
          )}
          <Text size="xs" c="dimmed">
            {messages.applyHint}
          </Text>
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isIncomplete={isEmpty || isTaken || asksNobody || !to}
          >
            {messages.apply}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
