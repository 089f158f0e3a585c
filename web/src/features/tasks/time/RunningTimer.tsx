import { ActionIcon, Tooltip } from "@mantine/core";
import { useLive } from "@/api/live";
import { IconStop } from "@/components/icons";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { useTimeActions } from "./actions";
import { messages } from "./messages";
import { timerQuery } from "./queries";
import { Ticking } from "./Ticking";

/** In the head of the task on which the reader's timer runs. */
export default function RunningTimer({ taskId }: { taskId: string }) {
  const { data } = useLive(timerQuery(useWorkspaceId()), "now-and-then");
  const actions = useTimeActions();
  if (data?.task_id !== taskId) return null;
  return (
    <>
      <Ticking since={data.started_at} />
      <Tooltip label={messages.stop}>
        <ActionIcon color="red" aria-label={messages.stop} onClick={() => void actions.stop()}>
          <IconStop size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
