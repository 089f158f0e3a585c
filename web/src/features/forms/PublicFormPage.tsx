import { Button, Skeleton, Stack } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { anonymousApi, ok } from "@/api/client";
import { isProblem } from "@/api/problem";
import { EmptyState } from "@/components/feedback/EmptyState";
import { IconCircleCheck, IconForms } from "@/components/icons";
import { Markdown } from "@/components/Markdown";
import { Filling } from "./Filling";
import { FormCard } from "./parts/FormCard";
import classes from "./parts/fields.module.css";
import { messages } from "./public-messages";

/** A form for whoever has its link: no account, nothing of the workspace. */
export function PublicFormPage() {
  const { token } = useParams({ from: "/forms/$token" });
  const [confirmation, setConfirmation] = useState<string | null>(null);
  const form = useQuery({
    queryKey: ["public-form", token],
    queryFn: () =>
      ok(anonymousApi.GET("/v1/forms/{public_token}", { params: { path: { public_token: token } } })),
    // Its proof is of this opening: it is not asked for again while somebody writes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  useDocumentTitle(form.data ? form.data.name : "OneTick");
  const again = async () => {
    await form.refetch();
    setConfirmation(null);
  };
  return (
    <div className={classes.page}>
      <main id="main">
        {form.isPending && (
          <Stack gap={16} p={24} aria-busy="true">
            <Skeleton h={32} w="60%" />
            <Skeleton h={44} />
            <Skeleton h={44} />
          </Stack>
        )}
        {form.isError && <NotOpen error={form.error} retry={form.refetch} />}
        {form.data && confirmation !== null && (
          <FormCard {...form.data} description="">
            <div className={classes.fields}>
              <div className={classes.sent} role="status">
                <IconCircleCheck size={40} stroke={1.4} />
                <strong>{messages.sentTitle}</strong>
                <Markdown text={confirmation || messages.sent} />
                <Button variant="default" onClick={() => void again()}>
                  {messages.again}
                </Button>
              </div>
            </div>
          </FormCard>
        )}
        {form.data && confirmation === null && (
          <Filling
            token={token}
            form={form.data}
            renew={async () => (await form.refetch()).data?.proof ?? ""}
            onSent={setConfirmation}
          />
        )}
      </main>
      <footer className={classes.foot}>{messages.powered}</footer>
    </div>
  );
}

function NotOpen({ error, retry }: { error: unknown; retry: () => unknown }) {
  const isGone = isProblem(error) && (error.status === 404 || error.status === 410);
  return (
    <EmptyState
      icon={<IconForms stroke={1.5} />}
      title={isGone ? messages.closedTitle : messages.failedTitle}
      action={
        !isGone && (
          <Button variant="default" onClick={() => void retry()}>
            {messages.tryAgain}
          </Button>
        )
      }
    >
      {isGone ? messages.closed : messages.offline}
    </EmptyState>
  );
}
