import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  /** What sending does, in a word or two. */
  children: ReactNode;
  cancel: string;
  onCancel: () => void;
  isSending?: boolean;
  /** Whether something that is needed is missing. */
  isIncomplete?: boolean;
  /** What one may want instead, at the other end. */
  aside?: ReactNode;
}

/** The end of a form in a dialog: leave, or send. */
export function FormActions({
  children,
  cancel,
  onCancel,
  isSending = false,
  isIncomplete = false,
  aside,
}: Props) {
  return (
    <Group justify="flex-end" gap="xs">
      {aside}
      <Button variant="default" onClick={onCancel}>
        {cancel}
      </Button>
      <Button type="submit" loading={isSending} disabled={isIncomplete}>
        {children}
      </Button>
    </Group>
  );
}
