/** Defining custom fields, and using them in a project. */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, everyPage, ifMatch, ok, type Schemas } from "@/api/client";
import { failed, undoable } from "@/components/feedback/toasts";
import type { Project } from "@/features/projects/queries";
import { type Field, type ProjectField, projectFieldsQuery } from "@/features/tasks/fields/queries";
import { messages } from "./messages";

/** What projects say of a field follows its definition a moment later. */
const FOLLOWS_MS = 2_500;

const address = "/v1/workspaces/{workspace_id}/custom-fields/{field_id}" as const;
const used = "/v1/workspaces/{workspace_id}/projects/{project_id}/custom-fields/{field_id}" as const;

/** Fields that any project may use. */
export const workspaceFieldsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "fields"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/custom-fields", {
            params: {
              path: { workspace_id: workspaceId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });

export function useFieldActions({ id: projectId, workspace_id: workspaceId }: Project) {
  const client = useQueryClient();
  return useMemo(() => {
    const refresh = () =>
      Promise.all([
        client.invalidateQueries({ queryKey: projectFieldsQuery(workspaceId, projectId).queryKey }),
        client.invalidateQueries({ queryKey: workspaceFieldsQuery(workspaceId).queryKey }),
      ]);
    const of = ({ id }: Pick<Field, "id">) => ({ path: { workspace_id: workspaceId, field_id: id } });
    const here = ({ id }: Pick<Field, "id">) => ({
      path: { workspace_id: workspaceId, project_id: projectId, field_id: id },
    });
    const tried = async (act: () => Promise<unknown>) => {
      try {
        await act();
      } catch (error) {
        failed(error);
      }
      await refresh();
    };
    /** The definition as it was answered, until the project's list has it. */
    const define = async (change: () => Promise<Field>) => {
      const changed = await change();
      client.setQueryData(projectFieldsQuery(workspaceId, projectId).queryKey, (all) =>
        all?.map((one) => (one.field.id === changed.id ? { ...one, field: changed } : one)),
      );
      setTimeout(() => void refresh(), FOLLOWS_MS);
    };
    const defined = async (change: () => Promise<Field>) => {
      try {
        await define(change);
      } catch (error) {
        failed(error);
        await refresh();
      }
    };
    const use = (field: Pick<Field, "id">, body: Schemas["Use"]) =>
      ok(api.PUT(used, { params: here(field), body }));
    return {
      /** Raises Problem. */
      create: async (body: Schemas["NewField"]) => {
        const made = await ok(
          api.POST("/v1/workspaces/{workspace_id}/custom-fields", {
            params: { path: { workspace_id: workspaceId } },
            body,
          }),
        );
        if (!body.project_id) await use(made, {});
        await refresh();
      },
      /** Raises Problem. */
      change: (field: Field, body: Schemas["FieldChanges"]) =>
        define(() => ok(api.PATCH(address, { params: { ...of(field), header: ifMatch(field) }, body }))),
      use: (field: Field) => tried(() => use(field, {})),
      require: (one: ProjectField, required: boolean) =>
        tried(() => use(one.field, { ...asUsed(one), required })),
      requireFor: (one: ProjectField, typeId: string) =>
        tried(() =>
          use(one.field, {
            ...asUsed(one),
            required_for: one.required_for.includes(typeId)
              ? one.required_for.filter((id) => id !== typeId)
              : [...one.required_for, typeId],
          }),
        ),
      /** The tasks are put in order a moment later; then the sort menus offer it. */
      sort: (one: ProjectField, sortable: boolean) =>
        tried(async () => {
          await use(one.field, { ...asUsed(one), sortable });
          setTimeout(() => void refresh(), FOLLOWS_MS);
        }),
      place: (one: ProjectField, before: ProjectField) =>
        tried(() => use(one.field, { ...asUsed(one), before_id: before.field.id })),
      archive: (field: Field, isArchived: boolean) =>
        defined(() =>
          ok(api.POST(isArchived ? `${address}/archive` : `${address}/unarchive`, { params: of(field) })),
        ),
      detach: (one: ProjectField) =>
        tried(async () => {
          const { field, sortable, required_for } = one;
          await ok(api.DELETE(used, { params: here(field) }));
          const before = { ...asUsed(one), sortable, required_for: [...required_for] };
          undoable(messages.detached(field.name), () => tried(() => use(field, before)));
        }),
      /** To the trash, everywhere; what projects show of it follows a moment later. */
      remove: async (field: Field) => {
        const later = () => setTimeout(() => void refresh(), FOLLOWS_MS);
        try {
          await ok(api.DELETE(address, { params: of(field) }));
        } catch (error) {
          failed(error);
          return;
        }
        client.setQueryData(projectFieldsQuery(workspaceId, projectId).queryKey, (all) =>
          all?.filter((one) => one.field.id !== field.id),
        );
        later();
        undoable(messages.removed(field.name), async () => {
          await ok(api.POST(`${address}/restore`, { params: of(field) }));
          later();
        });
      },
      addOption: (field: Field, body: Schemas["AddedOption"]) =>
        defined(() => ok(api.POST(`${address}/options`, { params: of(field), body }))),
      changeOption: (field: Field, optionId: string, body: Schemas["OptionChanges"]) =>
        defined(() =>
          ok(
            api.PATCH("/v1/workspaces/{workspace_id}/custom-fields/{field_id}/options/{option_id}", {
              params: { path: { ...of(field).path, option_id: optionId } },
              body,
            }),
          ),
        ),
    };
  }, [client, workspaceId, projectId]);
}

/** What the project says of a field otherwise than its definition: what is left out of a change would be lost. */
function asUsed({ own_required, has_own_default, default: own }: ProjectField): Schemas["Use"] {
  return {
    required: own_required,
    ...(has_own_default ? { default: own as Exclude<Schemas["Use"]["default"], undefined> } : {}),
  };
}

export type FieldActions = ReturnType<typeof useFieldActions>;
