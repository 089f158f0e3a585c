/** Portfolios, what they hold, and what that comes to. */
import { infiniteQueryOptions, queryOptions, useQuery } from "@tanstack/react-query";
import { api, everyPage, ok, type Schemas } from "@/api/client";
import { today } from "@/features/schedule/days";
import { useWorkspaceId } from "@/features/workspaces/queries";

export type Portfolio = Schemas["PortfolioView"];
export type Held = Schemas["PortfolioProjectView"];
export type Summary = Schemas["PortfolioSummaryView"];

export const portfoliosKey = (workspaceId: string) => ["workspace", workspaceId, "portfolios"] as const;

export const portfoliosQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: [...portfoliosKey(workspaceId), "all"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/portfolios", {
            params: {
              path: { workspace_id: workspaceId },
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });

export const portfolioPath = (workspaceId: string, portfolioId: string) => ({
  params: { path: { workspace_id: workspaceId, portfolio_id: portfolioId } },
});

export const portfolioQuery = (workspaceId: string, portfolioId: string) =>
  queryOptions({
    queryKey: [...portfoliosKey(workspaceId), portfolioId, "itself"],
    queryFn: () =>
      ok(
        api.GET(
          "/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}",
          portfolioPath(workspaceId, portfolioId),
        ),
      ),
  });

export const heldKey = (workspaceId: string, portfolioId: string) =>
  [...portfoliosKey(workspaceId), portfolioId, "projects"] as const;

/** The projects of a portfolio in their order: at most 500, twenty on a page. */
export const heldQuery = (workspaceId: string, portfolioId: string) =>
  queryOptions({
    queryKey: heldKey(workspaceId, portfolioId),
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/projects", {
            params: {
              ...portfolioPath(workspaceId, portfolioId).params,
              query: cursor ? { cursor } : {},
            },
          }),
        ),
      ),
  });

export const summaryQuery = (workspaceId: string, portfolioId: string) =>
  queryOptions({
    queryKey: [...portfoliosKey(workspaceId), portfolioId, "summary"],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/summary", {
          params: { ...portfolioPath(workspaceId, portfolioId).params, query: { today: today() } },
        }),
      ),
  });

export const updatesQuery = (workspaceId: string, portfolioId: string) =>
  infiniteQueryOptions({
    queryKey: [...portfoliosKey(workspaceId), portfolioId, "updates"],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/status-updates", {
          params: {
            ...portfolioPath(workspaceId, portfolioId).params,
            query: { limit: 20, ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => (last.page.next_cursor as string | null) ?? undefined,
  });

export const membersQuery = (workspaceId: string, portfolioId: string) =>
  queryOptions({
    queryKey: [...portfoliosKey(workspaceId), portfolioId, "members"],
    queryFn: () =>
      everyPage((cursor) =>
        ok(
          api.GET("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/members", {
            params: {
              ...portfolioPath(workspaceId, portfolioId).params,
              query: { limit: 100, ...(cursor ? { cursor } : {}) },
            },
          }),
        ),
      ),
  });

export interface Rights {
  mayEdit: boolean;
  mayDelete: boolean;
  mayShare: boolean;
}

/** What the caller may do in a portfolio; nothing until that is known. */
export function useRightsIn(portfolioId: string): Rights {
  const workspaceId = useWorkspaceId();
  const { data } = useQuery({
    queryKey: [...portfoliosKey(workspaceId), portfolioId, "rights"],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/access/me", {
          params: { path: { workspace_id: workspaceId }, query: { portfolio_id: portfolioId } },
        }),
      ),
    staleTime: 60_000,
  });
  const may = (permission: string) => data?.permissions.includes(permission) ?? false;
  return {
    mayEdit: may("portfolio:edit"),
    mayDelete: may("portfolio:delete"),
    mayShare: may("portfolio:manage_members"),
  };
}
