import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "@/app/session-hooks";
import { AnchorLink } from "@/components/links";
import { AuthForm } from "@/features/auth/AuthForm";
import { AuthLine } from "@/features/auth/AuthLine";
import { GuestCard } from "@/features/auth/GuestFrame";
import { createWorkspace } from "./founding";
import { messages } from "./messages";

export function NewWorkspacePage() {
  const { organizationId } = useSession();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: () => createWorkspace(organizationId ?? "", name),
    onSuccess: (workspaceId) => navigate({ to: "/w/$workspaceId", params: { workspaceId }, replace: true }),
  });
  return (
    <GuestCard>
      <AuthForm
        title={messages.newWorkspaceTitle}
        text={messages.newWorkspaceText}
        button={messages.create}
        isPending={create.isPending || create.isSuccess}
        error={create.error}
        onSubmit={() => create.mutate()}
        footer={
          <AuthLine>
            <AnchorLink to="/" size="sm">
              {messages.cancel}
            </AnchorLink>
          </AuthLine>
        }
      >
        <TextInput
          label={messages.workspaceName}
          size="md"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoFocus
          required
          withAsterisk={false}
        />
      </AuthForm>
    </GuestCard>
  );
}
