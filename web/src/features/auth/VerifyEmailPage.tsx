import { useMutation } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { anonymousApi } from "@/api/client";
import { EmptyState } from "@/components/feedback/EmptyState";
import { IconCheck } from "@/components/icons";
import { ButtonLink } from "@/components/links";
import { AuthForm } from "./AuthForm";
import { messages } from "./messages";

/** A click confirms, not the visit: scanners of mail visit links, too. */
export function VerifyEmailPage() {
  const { token } = useParams({ from: "/guest/verify-email/$token" });
  const confirm = useMutation({
    mutationFn: () => anonymousApi.POST("/v1/auth/verify-email", { body: { token } }),
  });
  if (confirm.isSuccess) {
    return (
      <EmptyState
        icon={<IconCheck />}
        title={messages.verifiedTitle}
        action={<ButtonLink to="/">{messages.goOn}</ButtonLink>}
      >
        {messages.verified}
      </EmptyState>
    );
  }
  return (
    <AuthForm
      title={messages.verifyTitle}
      text={messages.verifyText}
      button={messages.verify}
      isPending={confirm.isPending}
      error={confirm.error}
      onSubmit={() => confirm.mutate()}
    />
  );
}
