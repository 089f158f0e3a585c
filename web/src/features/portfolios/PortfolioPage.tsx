import { Skeleton, VisuallyHidden } from "@mantine/core";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useLive } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconArrowLeft, IconLock } from "@/components/icons";
import { AnchorLink } from "@/components/links";
import { Markdown } from "@/components/Markdown";
import { messages as shared } from "@/components/messages";
import { Page } from "@/components/Page";
import { PersonAvatar } from "@/components/PersonAvatar";
import { HealthTag } from "@/features/goals/parts";
import { named } from "@/features/schedule/days";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { Acts } from "./Acts";
import { colorIn } from "./colors";
import { HeldProjects } from "./HeldProjects";
import { messages } from "./messages";
import { PortfolioUpdates } from "./PortfolioUpdates";
import classes from "./portfolios.module.css";
import { type Portfolio, portfolioQuery, useRightsIn } from "./queries";
import type { PortfolioSearch } from "./routes";
import { SummaryLine } from "./SummaryLine";

const VIEWS = [
  { id: undefined, label: messages.table },
  { id: "timeline", label: messages.timeline },
  { id: "updates", label: messages.updates },
] as const;

/** A portfolio: what it comes to, and its projects one by one. */
export function PortfolioPage() {
  const workspaceId = useWorkspaceId();
  const { portfolioId = "" } = useParams({ strict: false });
  const portfolio = useLive(portfolioQuery(workspaceId, portfolioId), "now-and-then");
  return (
    <Page
      title={portfolio.data?.name ?? messages.title}
      heading={
        <AnchorLink className={classes.back} to="/w/$workspaceId/portfolios" params={{ workspaceId }}>
          <IconArrowLeft size={14} aria-hidden /> {messages.back}
        </AnchorLink>
      }
    >
      {portfolio.isPending && <Skeleton h={240} aria-busy="true" />}
      {portfolio.isError && !portfolio.data && (
        <ProblemNotice error={portfolio.error} retry={portfolio.refetch} />
      )}
      {portfolio.data && <Details portfolio={portfolio.data} />}
    </Page>
  );
}

function Details({ portfolio }: { portfolio: Portfolio }) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const rights = useRightsIn(portfolio.id);
  const { view } = useSearch({ strict: false }) as PortfolioSearch;
  const owner = people.name(portfolio.owner_id) ?? shared.somebody;
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  return (
    <>
      <header className={classes.head}>
        <div className={classes.headLine}>
          <span className={classes.square} style={{ background: colorIn(portfolio) }} aria-hidden />
          <h1>{portfolio.name}</h1>
          <Acts portfolio={portfolio} rights={rights} />
        </div>
        <div className={classes.facts}>
          {portfolio.health && <HealthTag health={portfolio.health} />}
          {portfolio.visibility === "private" && (
            <span className={classes.fact}>
              <IconLock size={13} aria-hidden /> {messages.private}
            </span>
          )}
          {portfolio.start_on && <span>{named(portfolio.start_on, day)}</span>}
          {portfolio.due_on && <span>{messages.until(named(portfolio.due_on, day))}</span>}
          <span className={classes.fact}>
            <PersonAvatar id={portfolio.owner_id} name={owner} size={20} withTooltip={false} />
            <VisuallyHidden>{messages.owner}:</VisuallyHidden> {owner}
          </span>
        </div>
        {portfolio.description && <Markdown text={portfolio.description} />}
      </header>
      <SummaryLine portfolioId={portfolio.id} />
      <nav className={classes.tabs} aria-label={messages.views}>
        {VIEWS.map(({ id, label }) => (
          <Link
            key={label}
            to="/w/$workspaceId/portfolios/$portfolioId"
            params={{ workspaceId, portfolioId: portfolio.id }}
            search={(id ? { view: id } : {}) as never}
            activeOptions={{ includeSearch: true, exact: true }}
            className={classes.tab}
            aria-current={view === id ? "page" : undefined}
            replace
          >
            {label}
          </Link>
        ))}
      </nav>
      {view === "updates" ? (
        <PortfolioUpdates portfolio={portfolio} mayEdit={rights.mayEdit} />
      ) : (
        <HeldProjects portfolio={portfolio} mayEdit={rights.mayEdit} as={view ?? "table"} />
      )}
    </>
  );
}
