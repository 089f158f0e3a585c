import {
  Alert,
  Button,
  Code,
  CopyButton,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  TextInput,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, everyPage, ok, type Schemas } from "@/api/client";
import { shortDay } from "@/components/dates";
import { FormActions } from "@/components/FormActions";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { IconKey } from "@/components/icons";
import { useMay } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { ConfirmButton } from "../parts/ConfirmButton";
import { Row, Rows } from "../parts/Rows";

type Token = Schemas["PersonalTokenView"];

const KEY = ["me", "tokens"];

export function AccessTokens() {
  const [isMaking, setMaking] = useState(false);
  const mayMake = useMay("token:create");
  const tokens = useQuery({
    queryKey: KEY,
    queryFn: () =>
      everyPage((cursor) =>
        ok(api.GET("/v1/me/tokens", { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } })),
      ),
  });
  const revoke = useAction(
    (token: Token) => api.DELETE("/v1/me/tokens/{token_id}", { params: { path: { token_id: token.id } } }),
    { refresh: [KEY], done: messages.revoked },
  );
  return (
    <Block
      title={messages.tokens}
      text={messages.tokensText}
      action={
        mayMake && (
          <Button size="xs" onClick={() => setMaking(true)}>
            {messages.newToken}
          </Button>
        )
      }
    >
      <Rows query={tokens} empty={messages.noTokens}>
        {(token) => (
          <Row
            key={token.id}
            icon={<IconKey size={20} stroke={1.5} />}
            title={token.name}
            detail={`${token.scopes.join(", ")} · ${messages.expires(shortDay(token.expires_at))}`}
          >
            <ConfirmButton onConfirm={() => revoke.mutate(token)}>{messages.revoke}</ConfirmButton>
          </Row>
        )}
      </Rows>
      {isMaking && <NewToken onClose={() => setMaking(false)} />}
    </Block>
  );
}

function NewToken({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<keyof typeof messages.scopes>("read");
  const [days, setDays] = useState<number | string>(90);
  const make = useAction(
    () => ok(api.POST("/v1/me/tokens", { body: { name, scopes: [scope], expires_in_days: Number(days) } })),
    { refresh: [KEY], hasFields: true },
  );
  const faults = faultsOf(make.error);
  if (make.data) {
    return (
      <Modal opened onClose={onClose} title={make.data.name}>
        <Stack>
          <Alert color="yellow">{messages.tokenShown}</Alert>
          <Code block>{make.data.token}</Code>
          <Group justify="flex-end">
            <CopyButton value={make.data.token}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? messages.copied : messages.copy}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>{messages.done}</Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={messages.newToken}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={messages.tokenName}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={faults.name}
            data-autofocus
            required
            withAsterisk={false}
          />
          <Select
            label={messages.tokenScopes}
            data={Object.entries(messages.scopes).map(([value, label]) => ({ value, label }))}
            value={scope}
            onChange={(value) => setScope((value ?? "read") as typeof scope)}
            allowDeselect={false}
          />
          <NumberInput
            label={messages.tokenDays}
            min={1}
            max={365}
            value={days}
            onChange={setDays}
            error={faults.expires_in_days}
          />
          <FormActions cancel={messages.cancel} onCancel={onClose} isSending={make.isPending}>
            {messages.newToken}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
