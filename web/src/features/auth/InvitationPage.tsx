import {
  Alert,
  Button,
  Loader,
  PasswordInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { anonymousApi, ok, type Schemas } from "@/api/client";
import { session } from "@/api/session";
import { useSession } from "@/app/session-hooks";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { AuthForm } from "./AuthForm";
import { acceptInvitation, signIn, signUp } from "./actions";
import { messages } from "./messages";

type Preview = Schemas["InvitationPreview"];

/** Who invites whom to what, and the shortest way in: signed in already, with an account, or new. */
export function InvitationPage() {
  const { token } = useParams({ from: "/guest/invitations/$token" });
  const preview = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => ok(anonymousApi.GET("/v1/invitations/{token}", { params: { path: { token } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (preview.isPending) return <Loader size="sm" aria-label={messages.signIn} />;
  if (preview.isError) return <ProblemNotice error={preview.error} retry={preview.refetch} />;
  return <Accept token={token} invitation={preview.data} />;
}

function Accept({ token, invitation }: { token: string; invitation: Preview }) {
  const navigate = useNavigate();
  const { phase, user } = useSession();
  const [isNew, setNew] = useState(true);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const isSignedIn = phase === "signed-in" && user !== null;
  const isOther = isSignedIn && user.email.toLowerCase() !== invitation.email.toLowerCase();

  const join = useMutation({
    mutationFn: async () => {
      const { email } = invitation;
      if (!isSignedIn && isNew) await signUp({ name, email, password });
      if (!isSignedIn && !isNew) await signIn({ email, password });
      return acceptInvitation(token);
    },
    onSuccess: ({ workspaceId }) =>
      navigate({ to: "/w/$workspaceId", params: { workspaceId }, replace: true }),
  });

  if (isOther) {
    return (
      <Stack>
        <Alert color="yellow">{messages.otherAccount}</Alert>
        <Text size="sm">{messages.invitedAs(invitation.email)}</Text>
        <Button variant="default" onClick={() => void session.end()}>
          {messages.signOut}
        </Button>
      </Stack>
    );
  }
  const button = isNew ? messages.createAndJoin : messages.signInAndJoin;
  return (
    <AuthForm
      title={messages.invitedTitle(invitation.workspace_name)}
      text={
        <>
          {messages.invitedText(invitation.inviter, invitation.organization_name)}{" "}
          {messages.invitedAs(invitation.email)}
        </>
      }
      button={isSignedIn ? messages.acceptAs(user.name) : button}
      isPending={join.isPending || join.isSuccess}
      error={join.error}
      onSubmit={() => join.mutate()}
    >
      {!isSignedIn && (
        <>
          <SegmentedControl
            fullWidth
            value={isNew ? "new" : "known"}
            onChange={(value) => setNew(value === "new")}
            data={[
              { value: "new", label: messages.newHere },
              { value: "known", label: messages.knownHere },
            ]}
          />
          <input type="email" name="email" autoComplete="username" value={invitation.email} readOnly hidden />
          {isNew && (
            <TextInput
              label={messages.name}
              name="name"
              autoComplete="name"
              size="md"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              required
              withAsterisk={false}
            />
          )}
          <PasswordInput
            label={messages.password}
            {...(isNew ? { description: messages.passwordHint } : {})}
            name="password"
            autoComplete={isNew ? "new-password" : "current-password"}
            size="md"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
        </>
      )}
    </AuthForm>
  );
}
