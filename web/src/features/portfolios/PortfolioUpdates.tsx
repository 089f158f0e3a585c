import { useInfiniteQuery } from "@tanstack/react-query";
import { api, ok } from "@/api/client";
import { paced } from "@/api/live";
import type { Writing } from "@/features/status-updates/parts/NewStatusUpdate";
import { StatusUpdates } from "@/features/status-updates/parts/StatusUpdates";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import classes from "./portfolios.module.css";
import { type Portfolio, portfolioPath, portfoliosKey, updatesQuery } from "./queries";

const ALL = "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/status-updates" as const;
const ONE = `${ALL}/{portfolio_update_id}` as const;

/** What was reported on the portfolio. */
export function PortfolioUpdates({ portfolio, mayEdit }: { portfolio: Portfolio; mayEdit: boolean }) {
  const workspaceId = useWorkspaceId();
  const { params } = portfolioPath(workspaceId, portfolio.id);
  const on = (id: string) => ({ params: { path: { ...params.path, portfolio_update_id: id } } });
  const writing: Writing = {
    draft: `portfolio.${portfolio.id}`,
    health: portfolio.health,
    send: (body) => ok(api.POST(ALL, { params, body })),
  };
  const takingBack = {
    remove: (id: string) => ok(api.DELETE(ONE, on(id))),
    restore: (id: string) => ok(api.POST(`${ONE}/restore`, on(id))),
  };
  const updates = useInfiniteQuery({ ...updatesQuery(workspaceId, portfolio.id), ...paced("now-and-then") });
  return (
    <section className={classes.updates} aria-label={messages.updates}>
      <StatusUpdates
        updates={updates}
        none={messages.noUpdates}
        writing={mayEdit ? writing : null}
        takingBack={mayEdit ? takingBack : null}
        refresh={[portfoliosKey(workspaceId)]}
      />
    </section>
  );
}
