import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { failed } from "@/components/feedback/toasts";
import type { Job } from "@/features/jobs/queries";
import { type Chosen, FileDrop } from "../FileDrop";
import { messages } from "../messages";
import type { Import } from "../queries";
import { sendAgain } from "../upload";

/** For an import whose file did not arrive, or could not be read. */
export function SendAgain({ found, onStarted }: { found: Import; onStarted: (job: Job) => void }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const send = useMutation({
    mutationFn: (file: File) => sendAgain(found.workspace_id, found.id, file),
    onSuccess: onStarted,
    onError: (error) => failed(error),
  });
  return (
    <div>
      <FileDrop chosen={chosen} onChoose={setChosen} error={null} />
      <Button
        mt="sm"
        disabled={!chosen}
        loading={send.isPending}
        onClick={() => chosen && send.mutate(chosen.file)}
      >
        {messages.sendAgain}
      </Button>
    </div>
  );
}
