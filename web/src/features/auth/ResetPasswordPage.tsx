import { PasswordInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { anonymousApi } from "@/api/client";
import { EmptyState } from "@/components/feedback/EmptyState";
import { IconCheck } from "@/components/icons";
import { ButtonLink } from "@/components/links";
import { AuthForm } from "./AuthForm";
import { messages } from "./messages";

export function ResetPasswordPage() {
  const { token } = useParams({ from: "/guest/reset-password/$token" });
  const [password, setPassword] = useState("");
  const save = useMutation({
    mutationFn: () => anonymousApi.POST("/v1/auth/password/reset", { body: { token, password } }),
  });
  if (save.isSuccess) {
    return (
      <EmptyState
        icon={<IconCheck />}
        title={messages.resetDoneTitle}
        action={<ButtonLink to="/sign-in">{messages.signIn}</ButtonLink>}
      >
        {messages.resetDone}
      </EmptyState>
    );
  }
  return (
    <AuthForm
      title={messages.resetTitle}
      text={messages.resetText}
      button={messages.savePassword}
      isPending={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
    >
      <PasswordInput
        label={messages.newPassword}
        description={messages.passwordHint}
        name="password"
        autoComplete="new-password"
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoFocus
        required
        withAsterisk={false}
      />
    </AuthForm>
  );
}
