import { Button, Group, Modal, Text } from "@mantine/core";
import { Conflicts } from "./Conflicts";
import { messages } from "./messages";
import type { Conflict } from "./undo";

interface Props {
  conflicts: Conflict[];
  /** The rest is undone already. */
  isDone: boolean;
  isBusy: boolean;
  onSkip: () => void;
  onClose: () => void;
}

/** What is in the way of an undo, and whether to undo the rest. */
export function ConflictsDialog({ conflicts, isDone, isBusy, onSkip, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={isDone ? messages.leftTitle : messages.conflictTitle} size="lg">
      <Text size="sm" mb="sm">
        {isDone ? messages.leftText : messages.conflictText(conflicts.length)}
      </Text>
      <Conflicts conflicts={conflicts} />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus={isDone || undefined}>
          {isDone ? messages.close : messages.leave}
        </Button>
        {!isDone && (
          <Button loading={isBusy} onClick={onSkip}>
            {messages.undoRest}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
