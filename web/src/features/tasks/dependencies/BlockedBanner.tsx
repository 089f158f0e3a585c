import { useQuery } from "@tanstack/react-query";
import { IconBlocked } from "@/components/icons";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { TaskLink } from "../opening";
import panels from "../panels/panels.module.css";
import { dependenciesQuery } from "../queries";
import type { TaskPartProps } from "../registry";
import { messages } from "./messages";

const NAMED = 3;

/** Said above everything else: nothing can be done here before something else is. */
export function BlockedBanner({ task }: TaskPartProps) {
  const { data } = useQuery({ ...dependenciesQuery(useWorkspaceId(), task.id), enabled: task.blocked });
  if (!task.blocked || task.completed_at) return null;
  const open =
    data?.filter(({ direction, met, task: other }) => direction === "blocked_by" && !met && other) ?? [];
  return (
    <p className={panels.banner}>
      <IconBlocked size={16} aria-hidden />
      {open.length === 0 ? messages.waitingUnknown : messages.waiting}
      {open.slice(0, NAMED).map(({ task: other }) =>
        other ? (
          <TaskLink key={other.id} taskKey={other.key}>
            {other.key} {other.title}
          </TaskLink>
        ) : null,
      )}
      {open.length > NAMED && `+${open.length - NAMED}`}
    </p>
  );
}
