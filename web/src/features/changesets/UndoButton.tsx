import { Button, type ButtonProps } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failed, told } from "@/components/feedback/toasts";
import { IconUndo } from "@/components/icons";
import { useMayUndo, useWorkspaceId } from "@/features/workspaces/queries";
import { ConflictsDialog } from "./ConflictsDialog";
import { messages } from "./messages";
import { afterUndo, type Conflict, conflictsOf, undoChangeSet } from "./undo";

interface Props extends ButtonProps {
  changeSetId: string;
  /** Who made it. */
  createdBy: string | undefined;
  label?: string;
  about?: string;
}

/** Undoes a change set. What is in the way is named first, and what was left as it is afterwards. */
export function UndoButton({ changeSetId, createdBy, label = messages.undo, about, ...rest }: Props) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const may = useMayUndo(createdBy);
  const [conflicts, setConflicts] = useState<{ list: Conflict[]; isDone: boolean } | null>(null);
  const undo = useMutation({
    mutationFn: (onConflict: "fail" | "skip") => undoChangeSet(workspaceId, changeSetId, onConflict),
    onSuccess: async (done) => {
      await afterUndo(client, workspaceId, done);
      setConflicts(done.conflicts.length > 0 ? { list: done.conflicts, isDone: true } : null);
      told(done.job ? messages.undoing : messages.undoneAll(done.undone));
    },
    onError: (error) => {
      const named = conflictsOf(error);
      if (named) setConflicts({ list: named, isDone: false });
      else failed(error);
    },
  });
  if (!may) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconUndo size={15} />}
        loading={undo.isPending}
        {...rest}
        onClick={() => undo.mutate("fail")}
        aria-label={about ? `${label}: ${about}` : undefined}
      >
        {label}
      </Button>
      {conflicts && (
        <ConflictsDialog
          conflicts={conflicts.list}
          isDone={conflicts.isDone}
          isBusy={undo.isPending}
          onSkip={() => undo.mutate("skip")}
          onClose={() => setConflicts(null)}
        />
      )}
    </>
  );
}
