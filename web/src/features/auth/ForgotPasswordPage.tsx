import { TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { anonymousApi } from "@/api/client";
import { EmptyState } from "@/components/feedback/EmptyState";
import { IconMail } from "@/components/icons";
import { AnchorLink } from "@/components/links";
import { AuthForm } from "./AuthForm";
import { AuthLine } from "./AuthLine";
import { messages } from "./messages";

export function ForgotPasswordPage() {
  const [email, setEmail] = useState("");
  const send = useMutation({
    mutationFn: () => anonymousApi.POST("/v1/auth/password/forgot", { body: { email } }),
  });
  const back = (
    <AuthLine>
      <AnchorLink to="/sign-in" size="sm">
        {messages.backToSignIn}
      </AnchorLink>
    </AuthLine>
  );
  if (send.isSuccess) {
    return (
      <EmptyState icon={<IconMail stroke={1.5} />} title={messages.linkSentTitle} action={back}>
        {messages.linkSent(email)}
      </EmptyState>
    );
  }
  return (
    <AuthForm
      title={messages.forgotTitle}
      text={messages.forgotText}
      button={messages.sendLink}
      isPending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate()}
      footer={back}
    >
      <TextInput
        label={messages.email}
        type="email"
        name="email"
        autoComplete="username"
        size="md"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        autoFocus
        required
        withAsterisk={false}
      />
    </AuthForm>
  );
}
