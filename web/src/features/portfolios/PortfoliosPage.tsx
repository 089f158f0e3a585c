import { Button, Checkbox, Skeleton } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useLive } from "@/api/live";
import { useUser } from "@/app/session-hooks";
import { Faint } from "@/components/Faint";
import { EmptyState } from "@/components/feedback/EmptyState";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconLock, IconPortfolio } from "@/components/icons";
import { messages as shared } from "@/components/messages";
import { Page } from "@/components/Page";
import { PersonAvatar } from "@/components/PersonAvatar";
import { HealthTag } from "@/features/status-updates/parts/HealthTag";
import { useMay, usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { colorIn } from "./colors";
import { messages } from "./messages";
import { PortfolioForm } from "./PortfolioForm";
import classes from "./PortfoliosPage.module.css";
import { type Portfolio, portfoliosQuery } from "./queries";
import type { PortfoliosSearch } from "./routes";

/** The portfolios of the workspace. */
export function PortfoliosPage() {
  const workspaceId = useWorkspaceId();
  const user = useUser();
  const navigate = useNavigate();
  const { owner } = useSearch({ strict: false }) as PortfoliosSearch;
  const portfolios = useLive(portfoliosQuery(workspaceId), "now-and-then");
  const mayCreate = useMay("portfolio:create");
  const [isAdding, setAdding] = useState(false);
  const create = mayCreate && (
    <Button size="compact-md" onClick={() => setAdding(true)}>
      {messages.newPortfolio}
    </Button>
  );
  const shown = portfolios.data?.filter(({ owner_id }) => owner !== "me" || owner_id === user.id) ?? [];
  return (
    <Page title={messages.title} actions={create}>
      {portfolios.isPending && (
        <div aria-busy="true">
          {[0, 1, 2].map((line) => (
            <Skeleton key={line} h={64} mb={10} />
          ))}
        </div>
      )}
      {portfolios.isError && !portfolios.data && (
        <ProblemNotice error={portfolios.error} retry={portfolios.refetch} />
      )}
      {portfolios.data?.length === 0 && (
        <EmptyState icon={<IconPortfolio stroke={1.5} />} title={messages.emptyTitle} action={create}>
          {messages.emptyText}
        </EmptyState>
      )}
      {portfolios.data && portfolios.data.length > 0 && (
        <>
          <Checkbox
            size="xs"
            mb="sm"
            label={messages.mine}
            checked={owner === "me"}
            onChange={(event) =>
              void navigate({
                to: ".",
                search: (event.currentTarget.checked ? { owner: "me" } : {}) as never,
                replace: true,
              })
            }
          />
          {shown.length === 0 && <Faint>{messages.noneMine}</Faint>}
          <ul className={classes.cards}>
            {shown.map((portfolio) => (
              <Card key={portfolio.id} portfolio={portfolio} />
            ))}
          </ul>
        </>
      )}
      {isAdding && (
        <PortfolioForm
          portfolio={null}
          mayShare
          onClose={() => setAdding(false)}
          onDone={({ id }) =>
            void navigate({
              to: "/w/$workspaceId/portfolios/$portfolioId",
              params: { workspaceId, portfolioId: id },
            })
          }
        />
      )}
    </Page>
  );
}

function Card({ portfolio }: { portfolio: Portfolio }) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  return (
    <li className={classes.card}>
      <span className={classes.stripe} style={{ background: colorIn(portfolio) }} aria-hidden />
      <span className={classes.cardText}>
        <Link
          to="/w/$workspaceId/portfolios/$portfolioId"
          params={{ workspaceId, portfolioId: portfolio.id }}
          className={classes.cardName}
        >
          {portfolio.name}
        </Link>
        <small>
          {portfolio.visibility === "private" && (
            <>
              <IconLock size={12} aria-hidden /> {messages.private} ·{" "}
            </>
          )}
          {messages.projects(portfolio.project_count)}
        </small>
      </span>
      {portfolio.health && <HealthTag health={portfolio.health} />}
      <PersonAvatar
        id={portfolio.owner_id}
        name={people.name(portfolio.owner_id) ?? shared.somebody}
        size={26}
      />
    </li>
  );
}
