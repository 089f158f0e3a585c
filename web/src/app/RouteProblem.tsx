import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { isProblem } from "@/api/problem";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconHelp } from "@/components/icons";
import { ButtonLink } from "@/components/links";
import { messages } from "./messages";
import classes from "./RouteProblem.module.css";

/** A screen that could not be opened. */
export function RouteProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const isMissing = isProblem(error) && (error.status === 404 || error.status === 410);
  if (isMissing) return <NotFound />;
  const retry = () => {
    reset();
    return router.invalidate();
  };
  return (
    <main className={classes.whole}>
      <ProblemNotice error={error} retry={retry} />
    </main>
  );
}

export function NotFound() {
  return (
    <main className={classes.whole}>
      <EmptyState
        icon={<IconHelp stroke={1.5} />}
        title={messages.notFoundTitle}
        action={
          <ButtonLink to="/" variant="default">
            {messages.toStart}
          </ButtonLink>
        }
      >
        {messages.notFound}
      </EmptyState>
    </main>
  );
}
