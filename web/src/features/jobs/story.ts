/** A job in words: what it is, how far it is, what came of it. */
import type { Schemas } from "@/api/client";
import { messages } from "./messages";

type Job = Schemas["JobView"];

const OVER: ReadonlySet<Job["state"]> = new Set(["succeeded", "partial", "failed", "cancelled"]);

export function isOver({ state }: Pick<Job, "state">): boolean {
  return OVER.has(state);
}

export function titleOf(job: Pick<Job, "kind" | "result">): string {
  if (job.kind === "import" && job.result?.mode === "plan") return messages.looking;
  const known = messages.kinds[job.kind];
  if (known) return known;
  const words = job.kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** From 0 to 100; null while it is not known how much there is. */
export function percentOf({ state, progress }: Pick<Job, "state" | "progress">): number | null {
  if (state === "succeeded" || state === "partial") return 100;
  if (!progress.total) return null;
  return Math.min(100, Math.round((progress.done / progress.total) * 100));
}

/** `120 created, 2 refused`, in the order of the words of `messages`, others behind. */
export function countsOf({ counts }: Pick<Job, "counts">): string {
  const order = Object.keys(messages.words);
  const rank = (word: string) => (order.includes(word) ? order.indexOf(word) : order.length);
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([word, count]) => messages.words[word]?.(count) ?? messages.other(word, count))
    .join(", ");
}

/** The line below the title. */
export function detailOf(job: Job): string {
  if (job.failure) return job.failure.detail;
  if (!isOver(job)) {
    if (job.state === "queued") return messages.states.queued;
    return messages.progress(job.progress.done, job.progress.total);
  }
  return countsOf(job) || messages.states[job.state];
}

export type Outcome =
  | { kind: "project"; projectId: string }
  | { kind: "export"; exportId: string }
  | { kind: "import"; importId: string };

/** Where what came of it is. */
export function outcomeOf({ result }: Pick<Job, "result">): Outcome | null {
  const id = (name: string) => (typeof result?.[name] === "string" ? (result[name] as string) : null);
  const exportId = id("export_id");
  if (exportId) return { kind: "export", exportId };
  const importId = id("import_id");
  if (importId) return { kind: "import", importId };
  const projectId = id("project_id");
  return projectId ? { kind: "project", projectId } : null;
}

/** Whether undoing it makes sense: it changed something, and is not an undo or a mere look itself. */
export function hasChanges({ change_set_id, kind, result, counts }: Job): boolean {
  if (!change_set_id || kind === "export" || result?.mode === "plan") return false;
  return Object.values(counts).some((count) => count > 0) || kind === "duplicate_project";
}
