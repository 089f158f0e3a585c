import { Alert, Button, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { FormEvent, ReactNode } from "react";
import { inWords } from "@/components/feedback/in-words";

interface Props {
  title: string;
  text?: ReactNode;
  button: string;
  isPending: boolean;
  error?: unknown;
  /** Faults that a field shows itself are not repeated above the button. */
  isShownAtFields?: boolean;
  onSubmit: () => void;
  children?: ReactNode;
  footer?: ReactNode;
}

/** One card with a few fields and one button. */
export function AuthForm(props: Props) {
  useDocumentTitle(`${props.title} · OneTick`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!props.isPending) props.onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate={false}>
      <Stack gap="md">
        <div>
          <Title order={1}>{props.title}</Title>
          {props.text && (
            <Text size="sm" c="dimmed" mt={4}>
              {props.text}
            </Text>
          )}
        </div>
        {props.children}
        {props.error !== undefined && props.error !== null && !props.isShownAtFields && (
          <Alert color="red" variant="light" role="alert" py="xs">
            {inWords(props.error).text}
          </Alert>
        )}
        <Button type="submit" size="md" fullWidth loading={props.isPending}>
          {props.button}
        </Button>
        {props.footer}
      </Stack>
    </form>
  );
}
