import { Button, Skeleton } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useLive } from "@/api/live";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconPlus, IconPortfolio } from "@/components/icons";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { ProjectTable } from "./ProjectTable";
import classes from "./portfolios.module.css";
import { heldQuery, type Portfolio } from "./queries";

const AddProjects = lazy(() => import("./AddProjects"));
const Roadmap = lazy(() => import("./Roadmap"));

interface Props {
  portfolio: Portfolio;
  mayEdit: boolean;
  as: "table" | "timeline";
}

/** The projects of a portfolio, as a table or along the time. */
export function HeldProjects({ portfolio, mayEdit, as }: Props) {
  const workspaceId = useWorkspaceId();
  const held = useLive(heldQuery(workspaceId, portfolio.id), "now-and-then");
  const [isAdding, setAdding] = useState(false);
  const add = mayEdit && (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconPlus size={14} />}
      onClick={() => setAdding(true)}
    >
      {messages.addProjects}
    </Button>
  );
  return (
    <section aria-label={as === "table" ? messages.table : messages.timeline}>
      {held.isPending && (
        <div aria-busy="true">
          {[0, 1, 2, 3].map((line) => (
            <Skeleton key={line} h={44} mb={8} />
          ))}
        </div>
      )}
      {held.isError && !held.data && <ProblemNotice error={held.error} retry={held.refetch} />}
      {held.data?.length === 0 && (
        <EmptyState icon={<IconPortfolio stroke={1.5} />} title={messages.heldEmptyTitle} action={add}>
          {messages.heldEmptyText}
        </EmptyState>
      )}
      {held.data && held.data.length > 0 && (
        <>
          {as === "table" ? (
            <ProjectTable portfolioId={portfolio.id} rows={held.data} mayEdit={mayEdit} />
          ) : (
            <Suspense fallback={<Skeleton h={200} />}>
              <Roadmap rows={held.data} />
            </Suspense>
          )}
          <div className={classes.below}>{add}</div>
        </>
      )}
      {isAdding && (
        <Suspense>
          <AddProjects
            portfolioId={portfolio.id}
            inside={new Set(held.data?.map(({ project_id }) => project_id))}
            onClose={() => setAdding(false)}
          />
        </Suspense>
      )}
    </section>
  );
}
