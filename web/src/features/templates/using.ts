import { api, ok, type Schemas } from "@/api/client";
import type { Kind } from "./queries";

type Template = Pick<Schemas["TemplateView"], "workspace_id" | "id">;

const path = ({ workspace_id, id }: Template) => ({ workspace_id, template_id: id });

/** The job that saves a project or a task. */
export function saveAsTemplate(
  workspaceId: string,
  kind: Kind,
  id: string,
  body: Schemas["TaskAsTemplate"],
): Promise<Schemas["JobView"]> {
  if (kind === "task") {
    const path = { workspace_id: workspaceId, task_id: id };
    return ok(
      api.POST("/v1/workspaces/{workspace_id}/tasks/{task_id}/save-as-template", { params: { path }, body }),
    );
  }
  const path = { workspace_id: workspaceId, project_id: id };
  return ok(
    api.POST("/v1/workspaces/{workspace_id}/projects/{project_id}/save-as-template", {
      params: { path },
      body,
    }),
  );
}

/** The job that fills the new project. */
export function makeProject(
  template: Template,
  body: Schemas["NewProjectFromTemplate"],
): Promise<Schemas["JobView"]> {
  return ok(
    api.POST("/v1/workspaces/{workspace_id}/templates/{template_id}/instantiate", {
      params: { path: path(template) },
      body,
    }),
  );
}

/** The new task, and the job that makes what is below it. */
export function makeTask(
  template: Template,
  body: Schemas["NewTaskFromTemplate"],
): Promise<Schemas["MadeTaskView"]> {
  return ok(
    api.POST("/v1/workspaces/{workspace_id}/templates/{template_id}/apply", {
      params: { path: path(template) },
      body,
    }),
  );
}
