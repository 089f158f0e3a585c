/** Short messages in the corner: what happened, what failed, and the way back. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { messages } from "../messages";
import { inWords } from "./in-words";

const UNDO_MS = 8_000;
const FAILURE_MS = 10_000;

let last: { id: string; undo: () => Promise<unknown> } | null = null;

/** Something went well that would otherwise go unnoticed. */
export function told(message: string): void {
  notifications.show({ message, withBorder: true, role: "status" });
}

/** Something failed. The reference is the correlation id of the request. */
export function failed(error: unknown, title?: string): void {
  const what = inWords(error);
  notifications.show({
    title: title ?? what.title,
    message: (
      <>
        {what.text}
        {what.correlationId && (
          <Text component="span" display="block" size="xs" c="dimmed" mt={4}>
            {messages.reference(what.correlationId)}
          </Text>
        )}
      </>
    ),
    color: "red",
    withBorder: true,
    autoClose: FAILURE_MS,
    role: "alert",
  });
}

/** Something was done that one may want back: the toast offers it, and so does `undoLast` (Ctrl/Cmd-Z). */
export function undoable(message: string, undo: () => Promise<unknown>): void {
  const id = crypto.randomUUID();
  last = { id, undo };
  notifications.show({
    id,
    role: "status",
    withBorder: true,
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" onClick={() => void undoLast(id)}>
          {messages.undo}
        </Button>
      </Group>
    ),
    onClose: () => {
      if (last?.id === id) last = null;
    },
  });
}

/** The same without a toast, for what is plain to see and easily put right: only Ctrl/Cmd-Z takes it back. */
export function rememberUndo(undo: () => Promise<unknown>): void {
  last = { id: crypto.randomUUID(), undo };
}

/** Take back the last undoable thing, or the one with that id; whether there was one. */
export async function undoLast(id?: string): Promise<boolean> {
  if (last === null || (id !== undefined && last.id !== id)) return false;
  const taken = last;
  last = null;
  notifications.hide(taken.id);
  try {
    await taken.undo();
    told(messages.undone);
  } catch (error) {
    failed(error, messages.undoFailed);
  }
  return true;
}
