/** What can be in the trash: how it is listed and taken back. A new kind is one entry here. */
import { api, ok } from "@/api/client";
import { at, type Kind, type Row, type Trashed, W } from "./kind";
import { messages } from "./messages";
import { parts } from "./parts";

const KEPT_MS = 30 * 86_400_000;
const of = (projectId: string | null) => (projectId ? { "filter[project_id]": projectId } : {});
const TRASHED = { "filter[trashed]": true } as const;

export const kinds = {
  tasks: {
    label: messages.kinds.tasks,
    bin: "task",
    isOfProject: true,
    list: (w, page, project) =>
      ok(api.GET(`${W}/tasks`, { params: { path: at(w), query: { ...page, ...of(project), ...TRASHED } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/tasks/{task_id}/restore`, { params: { path: { ...at(w), task_id: id } } }),
  },
  projects: {
    label: messages.kinds.projects,
    bin: "project",
    list: (w, page) =>
      ok(api.GET(`${W}/projects`, { params: { path: at(w), query: { ...page, trashed: true } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/projects/{project_id}/restore`, { params: { path: { ...at(w), project_id: id } } }),
  },
  forms: {
    label: messages.kinds.forms,
    bin: "form",
    isOfProject: true,
    list: (w, page, project) =>
      ok(api.GET(`${W}/forms`, { params: { path: at(w), query: { ...page, ...of(project), ...TRASHED } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/forms/{form_id}/restore`, { params: { path: { ...at(w), form_id: id } } }),
  },
  views: {
    label: messages.kinds.views,
    bin: "view",
    isOfProject: true,
    list: (w, page, project) =>
      ok(api.GET(`${W}/views`, { params: { path: at(w), query: { ...page, ...of(project), ...TRASHED } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/views/{view_id}/restore`, { params: { path: { ...at(w), view_id: id } } }),
  },
  sprints: {
    label: messages.kinds.sprints,
    bin: "sprint",
    isOfProject: true,
    list: (w, page, project) =>
      ok(
        api.GET(`${W}/sprints`, { params: { path: at(w), query: { ...page, ...of(project), ...TRASHED } } }),
      ),
    restore: (w, { id }) =>
      api.POST(`${W}/sprints/{sprint_id}/restore`, { params: { path: { ...at(w), sprint_id: id } } }),
  },
  goals: {
    label: messages.kinds.goals,
    bin: "goal",
    list: (w, page) => ok(api.GET(`${W}/goals`, { params: { path: at(w), query: { ...page, ...TRASHED } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/goals/{goal_id}/restore`, { params: { path: { ...at(w), goal_id: id } } }),
  },
  portfolios: {
    label: messages.kinds.portfolios,
    bin: "portfolio",
    list: (w, page) =>
      ok(api.GET(`${W}/portfolios`, { params: { path: at(w), query: { ...page, ...TRASHED } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/portfolios/{portfolio_id}/restore`, {
        params: { path: { ...at(w), portfolio_id: id } },
      }),
  },
  tags: {
    label: messages.kinds.tags,
    bin: "tag",
    list: (w, page) => ok(api.GET(`${W}/tags`, { params: { path: at(w), query: { ...page, ...TRASHED } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/tags/{tag_id}/restore`, { params: { path: { ...at(w), tag_id: id } } }),
  },
  types: {
    label: messages.kinds.types,
    bin: "task_type",
    list: (w, page) =>
      ok(
        api.GET(`${W}/task-types`, {
          params: { path: at(w), query: { ...page, "filter[trashed]": "true" } },
        }),
      ),
    restore: (w, { id }) =>
      api.POST(`${W}/task-types/{task_type_id}/restore`, {
        params: { path: { ...at(w), task_type_id: id } },
      }),
  },
  fields: {
    label: messages.kinds.fields,
    bin: "field",
    list: (w, page) =>
      ok(api.GET(`${W}/custom-fields`, { params: { path: at(w), query: { ...page, ...TRASHED } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/custom-fields/{field_id}/restore`, { params: { path: { ...at(w), field_id: id } } }),
  },
  templates: {
    label: messages.kinds.templates,
    bin: "template",
    list: (w, page) =>
      ok(api.GET(`${W}/templates`, { params: { path: at(w), query: { ...page, ...TRASHED } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/templates/{template_id}/restore`, { params: { path: { ...at(w), template_id: id } } }),
  },
  relations: {
    label: messages.kinds.relations,
    bin: "relation_type",
    list: (w, page) =>
      ok(api.GET(`${W}/relation-types`, { params: { path: at(w), query: { ...page, ...TRASHED } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/relation-types/{relation_type_id}/restore`, {
        params: { path: { ...at(w), relation_type_id: id } },
      }),
  },
  teams: {
    label: messages.kinds.teams,
    bin: "team",
    list: (w, page) =>
      ok(api.GET(`${W}/teams`, { params: { path: at(w), query: { ...page, trashed: true } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/teams/{team_id}/restore`, { params: { path: { ...at(w), team_id: id } } }),
  },
  roles: {
    label: messages.kinds.roles,
    bin: "role",
    list: (w, page) =>
      ok(api.GET(`${W}/roles`, { params: { path: at(w), query: { ...page, trashed: true } } })),
    restore: (w, { id }) =>
      api.POST(`${W}/roles/{role_id}/restore`, { params: { path: { ...at(w), role_id: id } } }),
  },
  ...parts,
} satisfies Record<keyof typeof messages.kinds, Kind>;

export type KindId = keyof typeof kinds;

/** A row of any kind, as the trash shows it. A task's row does not say when it was deleted: nothing changed it since. */
export function trashedOf(row: Row): Trashed {
  const deletedAt = row.deleted_at ?? row.updated_at ?? new Date().toISOString();
  return {
    id: row.id,
    name: row.title ? `${row.key} ${row.title}` : (row.name ?? row.outward ?? row.says ?? messages.unnamed),
    projectId: row.project_id ?? null,
    deletedAt,
    until: row.purge_at ?? new Date(Date.parse(deletedAt) + KEPT_MS).toISOString(),
  };
}

/** Whole days until it is gone for good. */
export function daysLeft(until: string, now = Date.now()): number {
  return Math.max(0, Math.floor((Date.parse(until) - now) / 86_400_000));
}
