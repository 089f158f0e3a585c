import { Anchor, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { session } from "@/api/session";
import { useSession, useUser } from "@/app/session-hooks";
import { AuthForm } from "@/features/auth/AuthForm";
import { GuestCard } from "@/features/auth/GuestFrame";
import { organizationsQuery } from "@/features/workspaces/queries";
import { createWorkspace, foundOrganization } from "./founding";
import { messages } from "./messages";

/** The first steps: an organization and a workspace, in one card. */
export function WelcomePage() {
  const user = useUser();
  const { organizationId } = useSession();
  const navigate = useNavigate();
  const organizations = useQuery(organizationsQuery());
  const existing = organizations.data?.find(({ id }) => id === organizationId);
  const [organization, setOrganization] = useState("");
  const [workspace, setWorkspace] = useState(messages.workspaceDefault);

  const begin = useMutation({
    mutationFn: async () => {
      const inside = existing?.id ?? (await foundOrganization(organization));
      return createWorkspace(inside, workspace);
    },
    onSuccess: (workspaceId) => navigate({ to: "/w/$workspaceId", params: { workspaceId }, replace: true }),
  });

  return (
    <GuestCard>
      <AuthForm
        title={messages.welcomeTitle(user.name.split(" ")[0] ?? user.name)}
        text={existing ? messages.noWorkspace(existing.name) : messages.welcomeText}
        button={messages.start}
        isPending={begin.isPending || begin.isSuccess}
        error={begin.error}
        onSubmit={() => begin.mutate()}
        footer={
          <Text size="sm" c="dimmed" ta="center">
            {messages.wereInvited}{" "}
            <Anchor component="button" type="button" size="sm" onClick={() => void session.end()}>
              {messages.signOut}
            </Anchor>
          </Text>
        }
      >
        {!existing && (
          <TextInput
            label={messages.organization}
            placeholder={messages.organizationExample}
            autoComplete="organization"
            size="md"
            value={organization}
            onChange={(event) => setOrganization(event.currentTarget.value)}
            autoFocus
            required
            withAsterisk={false}
          />
        )}
        <TextInput
          label={messages.workspace}
          description={messages.workspaceHint}
          size="md"
          value={workspace}
          onChange={(event) => setWorkspace(event.currentTarget.value)}
          required
          withAsterisk={false}
        />
      </AuthForm>
    </GuestCard>
  );
}
