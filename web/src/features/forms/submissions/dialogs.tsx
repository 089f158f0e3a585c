import { Button, Group, Modal, Select, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FormActions } from "@/components/FormActions";
import { messages } from "../messages";

interface DeclineProps {
  title: string;
  onClose: () => void;
  onDecline: (reason: string) => void;
}

export function DeclineDialog({ title, onClose, onDecline }: DeclineProps) {
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDecline(reason.trim());
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`${messages.decline}: ${title}`}>
      <form onSubmit={submit}>
        <Stack>
          <Textarea
            label={messages.reason}
            description={messages.reasonHint}
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <FormActions cancel={messages.cancel} onCancel={onClose} isIncomplete={!reason.trim()}>
            {messages.decline}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}

interface DuplicateProps {
  title: string;
  choices: { value: string; label: string }[];
  onClose: () => void;
  onChoose: (id: string) => void;
}

export function DuplicateDialog({ title, choices, onClose, onChoose }: DuplicateProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Modal opened onClose={onClose} title={`${messages.duplicate}: ${title}`}>
      <Stack>
        {choices.length === 0 ? (
          <Text size="sm">{messages.noOthers}</Text>
        ) : (
          <Select
            label={messages.duplicateOf}
            data={choices}
            value={chosen}
            onChange={setChosen}
            searchable
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button
            disabled={!chosen}
            onClick={() => {
              if (chosen) onChoose(chosen);
              onClose();
            }}
          >
            {messages.markDuplicate}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
