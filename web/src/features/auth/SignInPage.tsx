import { PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { AnchorLink } from "@/components/links";
import { AuthForm } from "./AuthForm";
import { AuthLine } from "./AuthLine";
import { signIn } from "./actions";
import { messages } from "./messages";
import { destination } from "./routes";

export function SignInPage() {
  const { next } = useSearch({ from: "/guest/sign-in" });
  const router = useRouter();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: () => signIn({ email, password }),
    onSuccess: () => router.navigate({ href: destination({ next }), replace: true }),
  });
  return (
    <AuthForm
      title={messages.signInTitle}
      button={messages.signIn}
      isPending={enter.isPending || enter.isSuccess}
      error={enter.error}
      onSubmit={() => enter.mutate()}
      footer={
        <AuthLine>
          {messages.noAccount}{" "}
          <AnchorLink to="/sign-up" search={{ next }} size="sm">
            {messages.signUp}
          </AnchorLink>
        </AuthLine>
      }
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
      <PasswordInput
        label={messages.password}
        name="password"
        autoComplete="current-password"
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      <AnchorLink to="/forgot-password" size="sm" mt={-6}>
        {messages.forgot}
      </AnchorLink>
    </AuthForm>
  );
}
