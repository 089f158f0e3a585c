import { Button, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { anonymousApi, ok } from "@/api/client";
import { session, type User } from "@/api/session";
import { inWords } from "@/components/feedback/in-words";
import { messages } from "./messages";

/** The session ended: the password continues where everything stopped. */
export default function SignInAgain({ user }: { user: User }) {
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: () => {
      const organization = session.state.organizationId;
      return ok(
        anonymousApi.POST("/v1/auth/token", {
          body: {
            grant_type: "password",
            email: user.email,
            password,
            ...(organization ? { organization_id: organization } : {}),
          },
        }),
      );
    },
    onSuccess: (tokens) => session.begin(tokens),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title={messages.endedTitle} zIndex={500}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {messages.ended}
          </Text>
          <input type="email" name="email" autoComplete="username" value={user.email} readOnly hidden />
          <PasswordInput
            label={messages.password}
            description={user.email}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={signIn.error ? inWords(signIn.error).text : undefined}
            data-autofocus
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={signIn.isPending}>
            {messages.signIn}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => void session.end()}>
            {messages.otherAccount}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
