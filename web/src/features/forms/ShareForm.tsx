import { Button, Code, CopyButton, Group, Skeleton, Switch, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ifMatch, ok } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { IconCopy, IconExternal } from "@/components/icons";
import classes from "./forms.module.css";
import { messages } from "./messages";
import { type Form, formLinkQuery, formsKey } from "./queries";

/** Whether the form takes answers, its link, and how to put it where people look. */
export function ShareForm({ form }: { form: Form }) {
  const { workspace_id: workspaceId, id: formId } = form;
  const path = { workspace_id: workspaceId, form_id: formId };
  const link = useQuery(formLinkQuery(workspaceId, formId));
  const refresh = [formsKey(workspaceId) as unknown as string[]];
  const toggle = useAction(
    (open: boolean) =>
      ok(
        api.PATCH("/v1/workspaces/{workspace_id}/forms/{form_id}", {
          params: { path, header: ifMatch(form) },
          body: { open },
        }),
      ),
    { refresh },
  );
  const rotate = useAction(
    () => ok(api.POST("/v1/workspaces/{workspace_id}/forms/{form_id}/link", { params: { path } })),
    { refresh, ...(form.linked ? { done: messages.rotated } : {}) },
  );
  const revoke = useAction(
    () => api.DELETE("/v1/workspaces/{workspace_id}/forms/{form_id}/link", { params: { path } }),
    { refresh, done: messages.revoked },
  );
  const url = link.data?.url ?? "";
  return (
    <div className={classes.reading}>
      <section className={classes.block}>
        <Switch
          label={messages.open}
          description={messages.openText}
          checked={form.open}
          disabled={toggle.isPending}
          onChange={(event) => toggle.mutate(event.currentTarget.checked)}
        />
      </section>
      <section className={classes.block}>
        <h3>{messages.link}</h3>
        {link.isPending && <Skeleton h={36} aria-busy="true" />}
        {link.data === null && (
          <>
            <Text size="sm" c="dimmed" mb="sm">
              {messages.noLink}
            </Text>
            <Button loading={rotate.isPending} onClick={() => rotate.mutate()}>
              {messages.makeLink}
            </Button>
          </>
        )}
        {link.data && (
          <>
            {!form.open && (
              <Text size="sm" c="dimmed" mb="xs">
                {messages.closedHint}
              </Text>
            )}
            <Group gap="xs" align="center">
              <TextInput
                flex="1 1 240px"
                aria-label={messages.link}
                value={url}
                readOnly
                onFocus={(event) => event.currentTarget.select()}
              />
              <Copy text={url} />
              <Button
                component="a"
                href={url}
                target="_blank"
                rel="noopener"
                variant="default"
                leftSection={<IconExternal size={14} />}
              >
                {messages.visit}
              </Button>
            </Group>
            <Group gap="xs" mt="sm">
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                loading={rotate.isPending}
                onClick={() => rotate.mutate()}
              >
                {messages.rotate}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                loading={revoke.isPending}
                onClick={() => revoke.mutate()}
              >
                {messages.revoke}
              </Button>
              <Text size="xs" c="dimmed">
                {messages.rotateText}
              </Text>
            </Group>
          </>
        )}
      </section>
      {link.data && (
        <section className={classes.block}>
          <h3>{messages.embed}</h3>
          <Text size="sm" c="dimmed" mb="sm">
            {messages.embedText}
          </Text>
          <Code block className={classes.code ?? ""}>
            {snippet(url, form.name)}
          </Code>
          <Copy text={snippet(url, form.name)} isSmall />
        </section>
      )}
    </div>
  );
}

function Copy({ text, isSmall = false }: { text: string; isSmall?: boolean }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          mt={isSmall ? "xs" : 0}
          size={isSmall ? "compact-sm" : "sm"}
          leftSection={<IconCopy size={14} />}
          onClick={copy}
        >
          {copied ? messages.copied : messages.copy}
        </Button>
      )}
    </CopyButton>
  );
}

/** For pages of one's own. Names may hold anything. */
export function snippet(url: string, name: string): string {
  const safe = name.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<a href="${url}" target="_blank" rel="noopener">${safe}</a>`;
}
