import { ActionIcon, Button, Group, NumberInput, Select, TextInput, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconArrowDown, IconArrowUp, IconTrash } from "@/components/icons";
import { boardKey } from "@/features/board/queries";
import {
  type Project,
  type Section,
  type Status,
  sectionsQuery,
  workflowQuery,
} from "@/features/projects/queries";
import { useMay } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Rows } from "../parts/Rows";
import classes from "../settings.module.css";

type Changes = Schemas["SectionChanges"];

/** The project's columns in order. What is changed is saved when one leaves the field. */
export function Columns({ project }: { project: Project }) {
  const { id, workspace_id: workspaceId } = project;
  const sections = useQuery(sectionsQuery(workspaceId, id));
  const workflow = useQuery(workflowQuery(workspaceId, id));
  const mayManage = useMay("section:manage", id);
  const [name, setName] = useState("");
  const refresh = [sectionsQuery(workspaceId, id).queryKey, boardKey(workspaceId, id) as unknown as string[]];
  const add = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/projects/{project_id}/sections", {
          params: { path: { workspace_id: workspaceId, project_id: id } },
          body: { name },
        }),
      ),
    { refresh, onDone: () => setName("") },
  );
  const all = sections.data ?? [];
  return (
    <Block title={messages.columns} text={messages.columnsText}>
      <Rows query={sections}>
        {(section) => (
          <ColumnRow
            key={section.id}
            section={section}
            statuses={workflow.data?.statuses ?? []}
            above={all[all.indexOf(section) - 1]}
            below={all[all.indexOf(section) + 1]}
            refresh={refresh}
            mayManage={mayManage}
          />
        )}
      </Rows>
      {mayManage && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) add.mutate();
          }}
        >
          <Group gap="xs" mt="sm">
            <TextInput
              aria-label={messages.addColumn}
              placeholder={messages.addColumn}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={add.isPending} disabled={!name.trim()}>
              {messages.add}
            </Button>
          </Group>
        </form>
      )}
    </Block>
  );
}

interface RowProps {
  section: Section;
  statuses: readonly Status[];
  above: Section | undefined;
  below: Section | undefined;
  refresh: string[][];
  mayManage: boolean;
}

function ColumnRow({ section, statuses, above, below, refresh, mayManage }: RowProps) {
  const path = { workspace_id: section.workspace_id, section_id: section.id };
  const [name, setName] = useState(section.name);
  const [limit, setLimit] = useState<number | string>(section.wip_limit ?? "");
  const change = useAction(
    (body: Changes) =>
      ok(
        api.PATCH("/v1/workspaces/{workspace_id}/sections/{section_id}", {
          params: { path, header: ifMatch(section) },
          body,
        }),
      ),
    { refresh },
  );
  const move = useAction(
    (body: Schemas["SectionPlace"]) =>
      ok(api.POST("/v1/workspaces/{workspace_id}/sections/{section_id}/move", { params: { path }, body })),
    { refresh },
  );
  const remove = useAction(
    () => api.DELETE("/v1/workspaces/{workspace_id}/sections/{section_id}", { params: { path } }),
    { refresh, onDone: () => told(messages.columnDeleted(section.name)) },
  );
  const status = statuses.find(({ id }) => id === section.status_id);
  if (!mayManage) {
    return (
      <li className={classes.row}>
        <span className={classes.rowText}>
          <strong>{section.name}</strong>
          {status && <small>{status.name}</small>}
        </span>
      </li>
    );
  }
  const saveLimit = () => {
    const wip_limit = limit === "" ? null : Number(limit);
    if (wip_limit !== section.wip_limit) change.mutate({ wip_limit });
  };
  return (
    <li className={classes.row}>
      <TextInput
        size="xs"
        flex="1 1 140px"
        aria-label={`${messages.name}: ${section.name}`}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => {
          if (name.trim() && name !== section.name) change.mutate({ name: name.trim() });
        }}
      />
      <Select
        size="xs"
        w={150}
        aria-label={`${messages.columnStatus}: ${section.name}`}
        data={[
          { value: "", label: messages.noStatus },
          ...statuses.map(({ id, name: label }) => ({ value: id, label })),
        ]}
        value={section.status_id ?? ""}
        allowDeselect={false}
        onChange={(value) => change.mutate({ status_id: value || null })}
      />
      <NumberInput
        size="xs"
        w={76}
        min={1}
        max={10_000}
        hideControls
        placeholder={messages.wipLimit}
        aria-label={`${messages.wipLimit}: ${section.name}`}
        value={limit}
        onChange={setLimit}
        onBlur={saveLimit}
      />
      <Group gap={0}>
        <ActionIcon
          aria-label={`${messages.moveUp}: ${section.name}`}
          disabled={!above}
          onClick={() => above && move.mutate({ before_id: above.id })}
        >
          <IconArrowUp size={15} />
        </ActionIcon>
        <ActionIcon
          aria-label={`${messages.moveDown}: ${section.name}`}
          disabled={!below}
          onClick={() => below && move.mutate({ after_id: below.id })}
        >
          <IconArrowDown size={15} />
        </ActionIcon>
        <Tooltip label={messages.deleteColumn(section.name)}>
          <ActionIcon
            color="red"
            aria-label={messages.deleteColumn(section.name)}
            disabled={!above && !below}
            onClick={() => remove.mutate()}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </Tooltip>
      </Group>
    </li>
  );
}
