import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { IconTrash } from "@/components/icons";
import { follow } from "@/features/jobs/queries";
import { useJob } from "@/features/jobs/use-job";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { ForEverDialog } from "./ForEverDialog";
import { messages } from "./messages";

/** Deletes everything in the trash for ever: what was in it when it was asked for, and nothing that came later. */
export function EmptyTrash() {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const [until, setUntil] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const trashKey = ["workspace", workspaceId, "trash"];
  const job = useJob(jobId, () => client.invalidateQueries({ queryKey: trashKey }));
  const empty = useAction(
    (deletedUntil: string) =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/trash/empty", {
          params: { path: { workspace_id: workspaceId } },
          body: { deleted_until: deletedUntil },
        }),
      ),
    {
      onDone: (accepted) => {
        follow(client, accepted);
        setJobId(accepted.id);
        setUntil(null);
      },
    },
  );
  const isBusy = Boolean(jobId) && !job.data?.finished_at;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} stroke={1.6} />}
        loading={isBusy}
        onClick={() => setUntil(new Date().toISOString())}
      >
        {messages.emptyTrash}
      </Button>
      {until && (
        <ForEverDialog
          title={messages.emptyTitle}
          act={messages.emptyNow}
          isSending={empty.isPending}
          onAct={() => empty.mutate(until)}
          onClose={() => setUntil(null)}
        >
          {messages.emptyAsk}
        </ForEverDialog>
      )}
    </>
  );
}
