/** Two people changed the same field: a person decides. `ConflictDialog` shows what is asked here. */
import type { Changes } from "./changes";
import type { Task } from "./queries";
import { Questions } from "./questions";

export interface Conflict {
  /** As somebody else left it. */
  current: Task;
  /** What this person wants. */
  changes: Changes;
  fields: (keyof Changes & keyof Task)[];
}

export const conflicts = new Questions<Conflict, "mine" | "theirs">();
