import { Button, CopyButton, Group, Text, Title } from "@mantine/core";
import { IconAlert, IconCopy } from "../icons";
import { messages } from "../messages";
import classes from "./feedback.module.css";
import { inWords } from "./in-words";

interface Props {
  error: unknown;
  retry?: () => unknown;
}

/** In place of what could not be shown: what happened, what to do, and what to name when asking for help. */
export function ProblemNotice({ error, retry }: Props) {
  const { title, text, correlationId } = inWords(error);
  return (
    <div className={classes.notice} role="alert">
      <IconAlert size={28} stroke={1.5} className={classes.bad} aria-hidden />
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text size="sm" c="dimmed" maw={420}>
        {text}
      </Text>
      <Group gap="xs" justify="center">
        {retry && (
          <Button variant="default" onClick={() => void retry()}>
            {messages.tryAgain}
          </Button>
        )}
        {correlationId && (
          <CopyButton value={correlationId}>
            {({ copied, copy }) => (
              <Button variant="subtle" color="gray" leftSection={<IconCopy size={14} />} onClick={copy}>
                {copied ? messages.reference(correlationId) : messages.copyReference}
              </Button>
            )}
          </CopyButton>
        )}
      </Group>
    </div>
  );
}
