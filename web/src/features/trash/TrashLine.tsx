import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/api/client";
import { ago, fullMoment, shortDay } from "@/components/dates";
import { useAction } from "@/components/feedback/use-action";
import { IconTrash } from "@/components/icons";
import { Tag } from "@/components/Tag";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { ForEverDialog } from "./ForEverDialog";
import type { Kind, Trashed } from "./kind";
import { daysLeft } from "./kinds";
import { messages } from "./messages";

const FEW_DAYS = 5;
const FOLLOWS_MS = 2_500;

interface Props {
  row: Trashed;
  kind: Kind;
  project: string | undefined;
  mayPurge: boolean;
}

/** One thing in the trash: how long it is kept, the way back, and the way out. */
export function TrashLine({ row, kind, project, mayPurge }: Props) {
  const workspaceId = useWorkspaceId();
  const [asks, setAsks] = useState(false);
  const client = useQueryClient();
  const [isGone, setGone] = useState(false);
  const refresh = [["workspace", workspaceId]];
  /** The list of everything follows a moment later. */
  const leave = () => {
    setGone(true);
    setAsks(false);
    const queryKey = ["workspace", workspaceId, "trash"];
    if (kind.isForPurgers) setTimeout(() => void client.invalidateQueries({ queryKey }), FOLLOWS_MS);
  };
  const restore = useAction(() => kind.restore(workspaceId, row), {
    refresh,
    done: messages.restored(row.name),
    onDone: leave,
  });
  const purge = useAction(
    () =>
      api.DELETE("/v1/workspaces/{workspace_id}/trash/{trash_kind}/{thing_id}", {
        params: {
          path: { workspace_id: workspaceId, trash_kind: kind.bin, thing_id: row.id },
          header: { "If-Match": "*" },
        },
      }),
    { refresh, done: messages.purged(row.name), onDone: leave },
  );
  const days = daysLeft(row.until);
  if (isGone) return null;
  return (
    <li>
      <span>
        <strong>{row.name}</strong>
        <small>{[project, messages.deleted(ago(row.deletedAt))].filter(Boolean).join(", ")}</small>
      </span>
      <Tooltip label={messages.purgedOn(fullMoment(row.until))}>
        <span>
          <Tag tone={days < FEW_DAYS ? "warn" : "neutral"}>
            {messages.daysLeft(days, shortDay(row.until))}
          </Tag>
        </span>
      </Tooltip>
      <Button
        size="compact-sm"
        variant="default"
        loading={restore.isPending}
        onClick={() => restore.mutate()}
        aria-label={`${messages.restore}: ${row.name}`}
      >
        {messages.restore}
      </Button>
      {mayPurge && (
        <Tooltip label={messages.forEver}>
          <ActionIcon
            variant="subtle"
            color="red"
            onClick={() => setAsks(true)}
            aria-label={`${messages.forEver}: ${row.name}`}
          >
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      )}
      {asks && (
        <ForEverDialog
          title={messages.forEverTitle}
          act={messages.forEver}
          isSending={purge.isPending}
          onAct={() => purge.mutate()}
          onClose={() => setAsks(false)}
        >
          {messages.forEverAsk(row.name)}
        </ForEverDialog>
      )}
    </li>
  );
}
