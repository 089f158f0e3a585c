import { Checkbox, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ifMatch, ok, type Schemas } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { type Project, projectQuery, projectsQuery } from "@/features/projects/queries";
import { choosable, typesQuery } from "@/features/tasks/types/queries";
import { TypeName } from "@/features/tasks/types/TypeIcon";
import { Block } from "../parts/Block";
import { Rows } from "../parts/Rows";
import classes from "../settings.module.css";
import { messages } from "./messages";
import { toggledType } from "./toggling";

/** Which types the tasks of a project can have, and which a new one has. Each change is saved at once. */
export function ProjectTypes({ project, mayEdit }: { project: Project; mayEdit: boolean }) {
  const { id, workspace_id: workspaceId } = project;
  const query = useQuery(typesQuery(workspaceId));
  const types = query.data && choosable(query.data, undefined);
  const taken = types && choosable(types, project);
  const save = useAction(
    (body: Schemas["ProjectChanges"]) =>
      ok(
        api.PATCH("/v1/workspaces/{workspace_id}/projects/{project_id}", {
          params: { path: { workspace_id: workspaceId, project_id: id }, header: ifMatch(project) },
          body,
        }),
      ),
    { refresh: [projectQuery(workspaceId, id).queryKey, projectsQuery(workspaceId).queryKey] },
  );
  const isFixed = !mayEdit || save.isPending;
  return (
    <Block title={messages.types} text={messages.projectText}>
      <Rows query={{ ...query, data: types }} empty={messages.none}>
        {(type) => {
          const isTaken = taken?.some((one) => one.id === type.id) ?? false;
          return (
            <li key={type.id} className={classes.row}>
              <Checkbox
                size="sm"
                checked={isTaken}
                disabled={isFixed || (isTaken && taken?.length === 1)}
                label={<TypeName type={type} />}
                aria-label={messages.takes(type.name)}
                onChange={() => save.mutate(toggledType(project, types ?? [], type.id))}
              />
            </li>
          );
        }}
      </Rows>
      <Select
        mt="md"
        maw={280}
        label={messages.initial}
        data={[
          { value: "none", label: messages.plain },
          ...(taken ?? []).map((type) => ({ value: type.id, label: type.name })),
        ]}
        value={taken?.find((type) => type.id === project.default_type_id)?.id ?? "none"}
        onChange={(value) => save.mutate({ default_type_id: value === "none" ? null : value })}
        allowDeselect={false}
        disabled={isFixed}
      />
    </Block>
  );
}
