import { Skeleton, VisuallyHidden } from "@mantine/core";
import { useParams, useSearch } from "@tanstack/react-router";
import { useLive } from "@/api/live";
import { BackLink } from "@/components/BackLink";
import { Fact } from "@/components/Facts";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconLock } from "@/components/icons";
import { Markdown } from "@/components/Markdown";
import { Masthead } from "@/components/Masthead";
import { messages as shared } from "@/components/messages";
import { Page } from "@/components/Page";
import { PersonAvatar } from "@/components/PersonAvatar";
import { Tab, Tabs } from "@/components/Tabs";
import { named } from "@/features/schedule/days";
import { HealthTag } from "@/features/status-updates/parts/HealthTag";
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
        <BackLink to="/w/$workspaceId/portfolios" params={{ workspaceId }}>
          {messages.back}
        </BackLink>
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
      <Masthead
        title={portfolio.name}
        mark={<span className={classes.square} style={{ background: colorIn(portfolio) }} aria-hidden />}
        acts={<Acts portfolio={portfolio} rights={rights} />}
        facts={
          <>
            {portfolio.health && <HealthTag health={portfolio.health} />}
            {portfolio.visibility === "private" && (
              <Fact>
                <IconLock size={13} aria-hidden /> {messages.private}
              </Fact>
            )}
            {portfolio.start_on && <span>{named(portfolio.start_on, day)}</span>}
            {portfolio.due_on && <span>{messages.until(named(portfolio.due_on, day))}</span>}
            <Fact>
              <PersonAvatar id={portfolio.owner_id} name={owner} size={20} withTooltip={false} />
              <VisuallyHidden>{messages.owner}:</VisuallyHidden> {owner}
            </Fact>
          </>
        }
      >
        {portfolio.description && <Markdown text={portfolio.description} />}
      </Masthead>
      <SummaryLine portfolioId={portfolio.id} />
      <Tabs label={messages.views} on="page">
        {VIEWS.map(({ id, label }) => (
          <Tab
            key={label}
            to="/w/$workspaceId/portfolios/$portfolioId"
            params={{ workspaceId, portfolioId: portfolio.id }}
            search={(id ? { view: id } : {}) as never}
            activeOptions={{ includeSearch: true, exact: true }}
            aria-current={view === id ? "page" : undefined}
            replace
          >
            {label}
          </Tab>
        ))}
      </Tabs>
      {view === "updates" ? (
        <PortfolioUpdates portfolio={portfolio} mayEdit={rights.mayEdit} />
      ) : (
        <HeldProjects portfolio={portfolio} mayEdit={rights.mayEdit} as={view ?? "table"} />
      )}
    </>
  );
}
