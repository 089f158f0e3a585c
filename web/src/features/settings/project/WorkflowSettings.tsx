import { ActionIcon, Button, Checkbox, Group, MultiSelect, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { IconTrash } from "@/components/icons";
import { type Project, type Status, type Workflow, workflowQuery } from "@/features/projects/queries";
import { messages as taskMessages } from "@/features/tasks/messages";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import { useMay } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import classes from "../settings.module.css";
import { statusIdFrom } from "./status-id";

export function WorkflowSettings({ project }: { project: Project }) {
  const workflow = useQuery(workflowQuery(project.workspace_id, project.id));
  const mayManage = useMay("workflow:manage", project.id);
  const statuses = workflow.data?.statuses ?? [];
  return (
    <Block title={messages.workflow} text={messages.workflowText}>
      {mayManage && workflow.data ? (
        <Editor key={workflow.data.version} project={project} workflow={workflow.data} />
      ) : (
        <Rows query={{ ...workflow, data: statuses }}>
          {({ id, name, category }) => (
            <Row
              key={id}
              icon={<StatusIcon category={category} label="" />}
              title={name}
              detail={taskMessages.categories[category]}
            />
          )}
        </Rows>
      )}
    </Block>
  );
}

/** The whole workflow is changed on the screen first, and saved as one. */
function Editor({ project, workflow }: { project: Project; workflow: Workflow }) {
  const { id, workspace_id: workspaceId } = project;
  const [statuses, setStatuses] = useState<Status[]>(workflow.statuses);
  const [transitions, setTransitions] = useState(workflow.transitions);
  const save = useAction(
    () =>
      ok(
        api.PUT("/v1/workspaces/{workspace_id}/projects/{project_id}/workflow", {
          params: { path: { workspace_id: workspaceId, project_id: id }, header: ifMatch(workflow) },
          body: { statuses, transitions },
        }),
      ),
    { refresh: [workflowQuery(workspaceId, id).queryKey], done: messages.saved },
  );
  const change = (status: Status, changes: Partial<Status>) =>
    setStatuses((all) => all.map((one) => (one === status ? { ...one, ...changes } : one)));
  const drop = (status: Status) => {
    setStatuses((all) => all.filter((one) => one !== status));
    if (transitions !== "any") {
      const left = Object.entries(transitions).filter(([from]) => from !== status.id);
      setTransitions(
        Object.fromEntries(left.map(([from, to]) => [from, to.filter((one) => one !== status.id)])),
      );
    }
  };
  const categories = Object.entries(taskMessages.categories).map(([value, label]) => ({ value, label }));
  return (
    <Stack gap="sm">
      <ul className={classes.rows}>
        {statuses.map((status) => (
          <li key={status.id} className={classes.row}>
            <StatusIcon category={status.category} label="" />
            <TextInput
              size="xs"
              flex="1 1 140px"
              aria-label={`${messages.name}: ${status.name}`}
              value={status.name}
              onChange={(event) => change(status, { name: event.currentTarget.value })}
            />
            <Select
              size="xs"
              w={150}
              aria-label={`${messages.category}: ${status.name}`}
              data={categories}
              value={status.category}
              allowDeselect={false}
              onChange={(value) => change(status, { category: value as Status["category"] })}
            />
            <ActionIcon
              color="red"
              aria-label={`${messages.remove}: ${status.name}`}
              disabled={statuses.length < 2}
              onClick={() => drop(status)}
            >
              <IconTrash size={15} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Checkbox
        size="sm"
        label={messages.anyTransition}
        checked={transitions === "any"}
        onChange={(event) =>
          setTransitions(
            event.currentTarget.checked
              ? "any"
              : Object.fromEntries(
                  statuses.map(({ id: from }) => [
                    from,
                    statuses.map(({ id: to }) => to).filter((to) => to !== from),
                  ]),
                ),
          )
        }
      />
      {transitions !== "any" &&
        statuses.map(({ id: from, name }) => (
          <MultiSelect
            key={from}
            size="xs"
            label={messages.follows(name)}
            data={statuses
              .filter((one) => one.id !== from)
              .map((one) => ({ value: one.id, label: one.name }))}
            value={transitions[from] ?? []}
            onChange={(to) => setTransitions({ ...transitions, [from]: to })}
          />
        ))}
      <Group gap="xs">
        <Button
          variant="default"
          onClick={() =>
            setStatuses((all) => {
              const status_id = statusIdFrom(messages.addStatus, all);
              return [...all, { id: status_id, name: messages.addStatus, category: "started", color: null }];
            })
          }
        >
          {messages.addStatus}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {messages.save}
        </Button>
      </Group>
    </Stack>
  );
}
