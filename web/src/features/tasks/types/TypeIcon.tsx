import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { type TaskType, typesQuery } from "./queries";
import classes from "./types.module.css";

// Without a network there is none: whatever it stands beside is worth more than the picture.
const Picture = lazy(() => import("./Picture").catch(() => ({ default: NoPicture })));

function NoPicture() {
  return <span />;
}

interface Props {
  /** Null: a plain task. */
  type: Pick<TaskType, "icon" | "color" | "archived_at" | "deleted_at"> | null;
  size?: number;
  /** What is read out; empty where the name stands beside it. */
  label?: string;
}

/** The picture of a type in its colour. */
export function TypeIcon({ type, size = 15, label = "" }: Props) {
  const isGone = Boolean(type?.archived_at || type?.deleted_at);
  return (
    <span
      className={classes.icon}
      style={{ width: size, height: size, ...(type?.color ? { color: type.color } : {}) }}
      data-gone={isGone || undefined}
      {...(label ? { role: "img", "aria-label": label, title: label } : { "aria-hidden": true })}
    >
      <Suspense>
        <Picture icon={type?.icon ?? "check"} size={size} />
      </Suspense>
    </span>
  );
}

/** The type of a task by its id, for lines and cards; nothing for a plain task. */
export function TypeMark({ id, size = 15 }: { id: string | null | undefined; size?: number }) {
  const types = useQuery({ ...typesQuery(useWorkspaceId()), enabled: Boolean(id) });
  const type = types.data?.find((one) => one.id === id);
  if (!id || !type) return null;
  return <TypeIcon type={type} size={size} label={type.name} />;
}

/** A type with its name. */
export function TypeName({ type }: { type: TaskType | null }) {
  const name = type?.name ?? messages.plain;
  return (
    <span className={classes.named}>
      <TypeIcon type={type} />
      <span>{type?.archived_at || type?.deleted_at ? messages.archived(name) : name}</span>
    </span>
  );
}
