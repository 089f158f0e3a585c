import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { IconArrowUp, IconDots } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import type { Project } from "@/features/projects/queries";
import { type Field, type ProjectField, projectFieldsQuery } from "@/features/tasks/fields/queries";
import { choosable, type TaskType, useTypes } from "@/features/tasks/types/queries";
import { TypeName } from "@/features/tasks/types/TypeIcon";
import { useMay } from "@/features/workspaces/queries";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import { type FieldActions, useFieldActions, workspaceFieldsQuery } from "./actions";
import { FieldDialog } from "./FieldDialog";
import { messages } from "./messages";

/** The custom fields of a project, in the order in which its tasks show them. */
export function ProjectFields({ project }: { project: Project }) {
  const fields = useQuery(projectFieldsQuery(project.workspace_id, project.id));
  const mayManage = useMay("field:manage", project.id);
  const actions = useFieldActions(project);
  const [editing, setEditing] = useState<string | "new" | null>(null);
  const all = fields.data ?? [];
  const shown = all.find(({ field }) => field.id === editing)?.field ?? null;
  return (
    <Block
      title={messages.fields}
      text={messages.fieldsText}
      action={
        mayManage && <Adding project={project} actions={actions} used={all} onNew={() => setEditing("new")} />
      }
    >
      <Rows query={fields} empty={messages.noFields}>
        {(attached) => (
          <FieldRow
            key={attached.field.id}
            attached={attached}
            above={all[all.indexOf(attached) - 1]}
            mayManage={mayManage}
            actions={actions}
            onEdit={() => setEditing(attached.field.id)}
          />
        )}
      </Rows>
      {(editing === "new" || shown) && (
        <FieldDialog project={project} field={shown} actions={actions} onClose={() => setEditing(null)} />
      )}
    </Block>
  );
}

interface AddingProps {
  project: Project;
  actions: FieldActions;
  used: readonly ProjectField[];
  onNew: () => void;
}

function Adding({ project, actions, used, onNew }: AddingProps) {
  const known = useQuery(workspaceFieldsQuery(project.workspace_id));
  const isFree = (one: Field) => one.project_id === null && !used.some(({ field }) => field.id === one.id);
  const others = known.data?.filter(isFree) ?? [];
  return (
    <Group gap="xs">
      {others.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="xs" variant="default">
              {messages.useField}
            </Button>
          </Menu.Target>
          <MenuDropdown>
            {others.map((field) => (
              <Menu.Item key={field.id} onClick={() => void actions.use(field)}>
                {field.name}
              </Menu.Item>
            ))}
          </MenuDropdown>
        </Menu>
      )}
      <Button size="xs" onClick={onNew}>
        {messages.newField}
      </Button>
    </Group>
  );
}

interface RowProps {
  attached: ProjectField;
  above: ProjectField | undefined;
  mayManage: boolean;
  actions: FieldActions;
  onEdit: () => void;
}

function FieldRow({ attached, above, mayManage, actions, onEdit }: RowProps) {
  const { field, required } = attached;
  const mayManageAll = useMay("field:manage");
  const types = choosable(useTypes(), undefined);
  const requiring = types.filter(({ id }) => attached.required_for.includes(id)).map(({ name }) => name);
  const detail = [
    messages.types[field.type],
    required && messages.isRequired,
    !required && requiring.length > 0 && messages.isRequiredFor(requiring.join(", ")),
    attached.sortable && messages.isSortable,
    field.archived_at && messages.isArchived,
    field.options.map(({ name }) => name).join(", "),
  ];
  return (
    <Row title={field.name} detail={detail.filter(Boolean).join(" · ")}>
      {mayManage && (
        <>
          <ActionIcon
            aria-label={messages.moveUp(field.name)}
            disabled={!above}
            onClick={() => above && void actions.place(attached, above)}
          >
            <IconArrowUp size={15} />
          </ActionIcon>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={messages.edit(field.name)}
            onClick={onEdit}
          >
            {messages.edit("").trim()}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={messages.more(field.name)}>
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <MenuDropdown>
              <Menu.Item onClick={() => void actions.require(attached, !required)}>
                {required ? messages.makeOptional : messages.makeRequired}
              </Menu.Item>
              {!required && field.type !== "formula" && field.type !== "rollup" && (
                <RequiredFor attached={attached} types={types} actions={actions} />
              )}
              {attached.can_sort && (
                <Menu.CheckboxItem
                  checked={attached.sortable}
                  onChange={() => void actions.sort(attached, !attached.sortable)}
                >
                  {messages.sortable}
                </Menu.CheckboxItem>
              )}
              <Menu.Item onClick={() => void actions.archive(field, !field.archived_at)}>
                {field.archived_at ? messages.unarchive : messages.archive}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="var(--ot-bad)" onClick={() => void actions.detach(attached)}>
                {messages.detach}
              </Menu.Item>
              {(field.project_id !== null || mayManageAll) && (
                <Menu.Item color="var(--ot-bad)" onClick={() => void actions.remove(field)}>
                  {field.project_id === null ? messages.deleteEverywhere : messages.deleteField}
                </Menu.Item>
              )}
            </MenuDropdown>
          </Menu>
        </>
      )}
    </Row>
  );
}

interface RequiredForProps {
  attached: ProjectField;
  types: readonly TaskType[];
  actions: FieldActions;
}

/** The types of tasks that must have a value, even if not all must. */
function RequiredFor({ attached, types, actions }: RequiredForProps) {
  if (types.length === 0) return null;
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{messages.requiredFor}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {types.map((type) => (
          <Menu.CheckboxItem
            key={type.id}
            checked={attached.required_for.includes(type.id)}
            onChange={() => void actions.requireFor(attached, type.id)}
          >
            <TypeName type={type} />
          </Menu.CheckboxItem>
        ))}
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
