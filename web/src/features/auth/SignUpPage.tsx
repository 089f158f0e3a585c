import { PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { isProblem } from "@/api/problem";
import { AnchorLink } from "@/components/links";
import { AuthForm } from "./AuthForm";
import { AuthLine } from "./AuthLine";
import { signUp } from "./actions";
import { messages } from "./messages";
import { destination } from "./routes";

export function SignUpPage() {
  const { next } = useSearch({ from: "/guest/sign-up" });
  const router = useRouter();
  const [account, setAccount] = useState({ name: "", email: "", password: "" });
  const join = useMutation({
    mutationFn: () => signUp(account),
    onSuccess: () => router.navigate({ href: destination({ next }), replace: true }),
  });
  const faults = isProblem(join.error) ? join.error.byField : {};
  const change = (field: keyof typeof account) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setAccount((before) => ({ ...before, [field]: value }));
  };
  return (
    <AuthForm
      title={messages.signUpTitle}
      text={messages.signUpText}
      button={messages.signUp}
      isPending={join.isPending || join.isSuccess}
      error={join.error}
      isShownAtFields={Object.keys(faults).some((field) => field in account)}
      onSubmit={() => join.mutate()}
      footer={
        <AuthLine>
          {messages.hasAccount}{" "}
          <AnchorLink to="/sign-in" search={{ next }} size="sm">
            {messages.signIn}
          </AnchorLink>
        </AuthLine>
      }
    >
      <TextInput
        label={messages.name}
        name="name"
        autoComplete="name"
        size="md"
        value={account.name}
        onChange={change("name")}
        error={faults.name}
        autoFocus
        required
        withAsterisk={false}
      />
      <TextInput
        label={messages.email}
        type="email"
        name="email"
        autoComplete="username"
        size="md"
        value={account.email}
        onChange={change("email")}
        error={faults.email}
        required
        withAsterisk={false}
      />
      <PasswordInput
        label={messages.password}
        description={messages.passwordHint}
        name="password"
        autoComplete="new-password"
        size="md"
        value={account.password}
        onChange={change("password")}
        error={faults.password}
        required
        withAsterisk={false}
      />
    </AuthForm>
  );
}
