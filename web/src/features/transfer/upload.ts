/** How a file gets to the place that the service names for it. */
import { api, ok, type Schemas } from "@/api/client";
import { Unreachable } from "@/api/problem";

export const MOST_BYTES = 100_000_000;
export const MOST_ARCHIVE_BYTES = 1_000_000_000;

/** Announce the file, send it, and have it looked at: the import and the job that reads it. */
export async function sendImport(
  workspaceId: string,
  wanted: Omit<Schemas["NewImport"], "file_name" | "size">,
  file: File,
  onProgress: (share: number) => void,
): Promise<{ id: string; job: Schemas["JobView"] }> {
  const body = { ...wanted, file_name: nameOf(file), size: file.size };
  const made = await ok(
    api.POST("/v1/workspaces/{workspace_id}/imports", {
      params: { path: { workspace_id: workspaceId } },
      body,
    }),
  );
  await put(made.upload, file, onProgress);
  return { id: made.id, job: await lookInto(workspaceId, made.id) };
}

/** Have it read, without making anything. */
export function lookInto(workspaceId: string, importId: string): Promise<Schemas["JobView"]> {
  const path = { workspace_id: workspaceId, import_id: importId };
  return ok(api.POST("/v1/workspaces/{workspace_id}/imports/{import_id}/plan", { params: { path } }));
}

/** By the older interface: it alone says how much of a file has been sent. */
function put(
  { url, headers }: Schemas["UploadView"],
  file: File,
  onProgress: (share: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.total ? event.loaded / event.total : 0);
    request.onload = () =>
      request.status < 300 ? resolve() : reject(new Unreachable(`The storage answered ${request.status}.`));
    request.onerror = () => reject(new Unreachable());
    request.send(file);
  });
}

/** Names of files may hold anything; the service takes no control characters. */
function nameOf({ name }: File): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return name.replace(/[\u0000-\u001f\u007f]/g, "").slice(-255) || "file";
}

/** Send another file in the place of the first, and have it looked at. */
export async function sendAgain(
  workspaceId: string,
  importId: string,
  file: File,
): Promise<Schemas["JobView"]> {
  const path = { workspace_id: workspaceId, import_id: importId };
  const upload = await ok(
    api.GET("/v1/workspaces/{workspace_id}/imports/{import_id}/upload", { params: { path } }),
  );
  await put(upload, file, () => undefined);
  return lookInto(workspaceId, importId);
}
