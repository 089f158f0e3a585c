/**
 * Files on their way. They are kept outside of the screen: whoever closes the task meanwhile loses none, and
 * finds them when it is opened again.
 */
import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, ok } from "@/api/client";
import { Told } from "@/api/problem";
import { inWords } from "@/components/feedback/in-words";
import { messages } from "./messages";
import { attachmentsQuery } from "./queries";
import { sendFile } from "./sending";
import { mediaType } from "./sizes";

export interface Upload {
  id: string;
  taskId: string;
  file: File;
  /** From 0 to 1; null while it is prepared. */
  sent: number | null;
  /** Why it did not arrive, for people. */
  failure: string | null;
  /** As the API knows it, once it does. */
  attachmentId: string | null;
}

const SIDE_BY_SIDE = 3;

class Uploads {
  #all: readonly Upload[] = [];
  #stops = new Map<string, AbortController>();
  #waiting: (() => void)[] = [];
  #running = 0;
  #listeners = new Set<() => void>();

  get all(): readonly Upload[] {
    return this.#all;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(client: QueryClient, workspaceId: string, taskId: string, files: Iterable<File>): void {
    for (const file of files) {
      const upload = { id: crypto.randomUUID(), taskId, file, sent: null, failure: null, attachmentId: null };
      this.#all = [...this.#all, upload];
      void this.#run(client, workspaceId, upload);
    }
    this.#tell();
  }

  retry(client: QueryClient, workspaceId: string, { id, taskId, file }: Upload): void {
    this.drop(id);
    this.add(client, workspaceId, taskId, [file]);
  }

  cancel(workspaceId: string, { id, attachmentId }: Upload): void {
    this.#stops.get(id)?.abort();
    this.drop(id);
    if (!attachmentId) return;
    const params = { path: { workspace_id: workspaceId, attachment_id: attachmentId } };
    // What never arrived is forgotten anyway.
    api
      .DELETE("/v1/workspaces/{workspace_id}/attachments/{attachment_id}", { params })
      .catch(() => undefined);
  }

  drop(id: string): void {
    this.#all = this.#all.filter((one) => one.id !== id);
    this.#tell();
  }

  async #run(client: QueryClient, workspaceId: string, { id, taskId, file }: Upload): Promise<void> {
    const stop = new AbortController();
    this.#stops.set(id, stop);
    await this.#turn();
    try {
      if (stop.signal.aborted) return;
      await this.#send(workspaceId, id, taskId, file, stop.signal);
      await client.invalidateQueries({ queryKey: attachmentsQuery(workspaceId, taskId).queryKey });
      this.drop(id);
    } catch (error) {
      if (!stop.signal.aborted) this.#change(id, { failure: inWords(error).text });
    } finally {
      this.#stops.delete(id);
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #send(
    workspaceId: string,
    id: string,
    taskId: string,
    file: File,
    signal: AbortSignal,
  ): Promise<void> {
    const { name, size } = file;
    const sha256 = await digest(file);
    const made = await ok(
      api.POST("/v1/workspaces/{workspace_id}/attachments", {
        params: { path: { workspace_id: workspaceId } },
        body: { task_id: taskId, name, size, content_type: mediaType(file.type), sha256 },
        signal,
      }),
    );
    this.#change(id, { attachmentId: made.id, sent: 0 });
    if (made.upload) await sendFile(made.upload, file, signal, (sent) => this.#change(id, { sent }));
  }

  #turn(): Promise<void> {
    this.#running += 1;
    if (this.#running <= SIDE_BY_SIDE) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #change(id: string, change: Partial<Upload>): void {
    this.#all = this.#all.map((one) => (one.id === id ? { ...one, ...change } : one));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

export const uploads = new Uploads();

export function useUploads(taskId: string): readonly Upload[] {
  const all = useSyncExternalStore(uploads.subscribe, () => uploads.all);
  return all.filter((one) => one.taskId === taskId);
}

async function digest(file: File): Promise<string> {
  const content = await file.arrayBuffer().catch(() => null);
  if (!content || content.byteLength === 0) throw new Told(messages.empty(file.name));
  const hash = await crypto.subtle.digest("SHA-256", content);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
