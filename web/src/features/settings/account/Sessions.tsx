import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, everyPage, ifMatch, ok, type Schemas } from "@/api/client";
import { ago } from "@/components/dates";
import { useAction } from "@/components/feedback/use-action";
import { IconSystem } from "@/components/icons";
import { Tag } from "@/components/Tag";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import { deviceOf } from "./device";

type SessionView = Schemas["SessionView"];

const KEY = ["me", "sessions"];

export function Sessions() {
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: () =>
      everyPage((cursor) =>
        ok(api.GET("/v1/me/sessions", { params: { query: { limit: 100, ...(cursor ? { cursor } : {}) } } })),
      ),
  });
  const end = useAction(
    (one: SessionView) =>
      api.DELETE("/v1/me/sessions/{session_id}", {
        params: { path: { session_id: one.id }, header: ifMatch(one) },
      }),
    { refresh: [KEY], done: messages.ended },
  );
  const endOthers = useAction(
    async () => {
      for (const one of sessions.data ?? []) {
        if (!one.current)
          await api.DELETE("/v1/me/sessions/{session_id}", { params: { path: { session_id: one.id } } });
      }
    },
    { refresh: [KEY], done: messages.ended },
  );
  const hasOthers = sessions.data?.some(({ current }) => !current) ?? false;
  return (
    <Block
      title={messages.sessions}
      text={messages.sessionsText}
      action={
        hasOthers && (
          <Button
            variant="default"
            size="xs"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate()}
          >
            {messages.endOthers}
          </Button>
        )
      }
    >
      <Rows query={sessions}>
        {(one) => (
          <Row
            key={one.id}
            icon={<IconSystem size={20} stroke={1.5} />}
            title={deviceOf(one.user_agent) ?? messages.unknownDevice}
            detail={[one.source_ip, messages.lastUsed(ago(one.used_at))].filter(Boolean).join(" · ")}
          >
            {one.current ? (
              <Tag tone="accent">{messages.thisSession}</Tag>
            ) : (
              <Button size="compact-sm" variant="subtle" color="red" onClick={() => end.mutate(one)}>
                {messages.endSession}
              </Button>
            )}
          </Row>
        )}
      </Rows>
    </Block>
  );
}
