import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { messages } from "./messages";

interface Props {
  title: string;
  children: ReactNode;
  /** What is done, as the button says it. */
  act: string;
  isSending: boolean;
  onAct: () => void;
  onClose: () => void;
}

/** Asks once more before something is gone for good. The way out has the focus. */
export function ForEverDialog({ title, children, act, isSending, onAct, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={title} size="sm">
      <Stack gap="md">
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {children}
        </Text>
        <Text size="sm" c="dimmed">
          {messages.noWayBack}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {messages.keep}
          </Button>
          <Button color="red" loading={isSending} onClick={onAct}>
            {act}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
