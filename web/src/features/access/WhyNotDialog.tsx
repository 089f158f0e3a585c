import { Alert, Group, List, Modal, Select, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { useUser } from "@/app/session-hooks";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";

type Resource = Schemas["Resource"];
type Explanation = Schemas["ExplanationView"];

const ASKABLE: Record<Resource["type"], readonly string[]> = {
  task: ["task:edit", "task:transition", "comment:create", "task:delete", "task:view"],
  project: [
    "project:view",
    "task:create",
    "project:edit",
    "section:manage",
    "workflow:manage",
    "project:manage_members",
    "project:delete",
  ],
  portfolio: ["portfolio:view", "portfolio:edit", "portfolio:manage_members", "portfolio:delete"],
  workspace: ["project:create", "member:invite", "member:manage", "workspace:manage"],
  organization: [],
};

interface Props {
  resource: Resource;
  onClose: () => void;
}

/** The decision on any permission, the roles behind it, and which role would change it. */
export default function WhyNotDialog({ resource, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const user = useUser();
  const people = usePeople();
  const [permission, setPermission] = useState(ASKABLE[resource.type][0] ?? "task:edit");
  const [personId, setPersonId] = useState(user.id);
  const answer = useQuery({
    queryKey: ["workspace", workspaceId, "explain", resource, permission, personId],
    queryFn: () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/access/explain", {
          params: { path: { workspace_id: workspaceId } },
          body: { permission, resource, ...(personId === user.id ? {} : { principal_id: personId }) },
        }),
      ),
  });
  const others = people.list
    .filter(({ id }) => id !== user.id)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Modal opened onClose={onClose} title={messages.title} size="lg">
      <Stack>
        <Group gap="xs" align="center" wrap="nowrap">
          <Text size="sm">{messages.ask}</Text>
          <Select
            aria-label={messages.person}
            data={[{ value: user.id, label: messages.iMyself }, ...others]}
            value={personId}
            onChange={(value) => setPersonId(value ?? user.id)}
            searchable
            allowDeselect={false}
            w={170}
          />
          <Select
            aria-label={messages.permission}
            data={ASKABLE[resource.type].map((name) => ({
              value: name,
              label: messages.permissions[name] ?? name,
            }))}
            value={permission}
            onChange={(value) => value && setPermission(value)}
            allowDeselect={false}
            flex={1}
          />
          <Text size="sm">?</Text>
        </Group>
        {answer.isPending && <Skeleton h={80} />}
        {answer.isError && <ProblemNotice error={answer.error} retry={answer.refetch} />}
        {answer.data && <Answer answer={answer.data} />}
      </Stack>
    </Modal>
  );
}

function Answer({ answer }: { answer: Explanation }) {
  return (
    <Stack gap="sm" aria-live="polite">
      <Alert color={answer.allowed ? "green" : "red"} title={answer.allowed ? messages.yes : messages.no}>
        {answer.explanation}
      </Alert>
      <Part title={messages.roles} empty={messages.noRoles}>
        {answer.roles.map(({ role, via, origin }) => `${messages.role(role, origin)}${via ? ` ${via}` : ""}`)}
      </Part>
      {answer.guards.length > 0 && (
        <Part title={messages.guards}>{answer.guards.map(({ because }) => because)}</Part>
      )}
      {!answer.allowed && answer.would_allow.length > 0 && (
        <Part title={messages.wouldAllow}>
          {answer.would_allow.map(({ role, limit }) => `${role}${limit ? messages.limit(limit) : ""}`)}
        </Part>
      )}
    </Stack>
  );
}

function Part({ title, children, empty }: { title: string; children: string[]; empty?: string }) {
  return (
    <section>
      <Title order={3} size="sm" mb={4}>
        {title}
      </Title>
      {children.length === 0 ? (
        <Text size="sm" c="dimmed">
          {empty}
        </Text>
      ) : (
        <List size="sm">
          {children.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </section>
  );
}
