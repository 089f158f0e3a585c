import { api, ok, type Schemas } from "@/api/client";

type Template = Pick<Schemas["TemplateView"], "workspace_id" | "id">;

const path = ({ workspace_id, id }: Template) => ({ workspace_id, template_id: id });

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
