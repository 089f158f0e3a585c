import { ActionIcon, Button, Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { api, ok } from "@/api/client";
import { told, undoable } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconDots, IconUsers } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import { PortfolioForm } from "./PortfolioForm";
import classes from "./portfolios.module.css";
import { type Portfolio, portfolioPath, portfoliosKey, type Rights } from "./queries";

const MembersDialog = lazy(() => import("./MembersDialog"));

/** What can be done with a portfolio as a whole. */
export function Acts({ portfolio, rights }: { portfolio: Portfolio; rights: Rights }) {
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const mayCreate = useMay("portfolio:create");
  const [open, setOpen] = useState<"edit" | "members" | null>(null);
  const on = portfolioPath(workspaceId, portfolio.id);
  const refresh = [portfoliosKey(workspaceId)];
  const restore = useAction(
    () => ok(api.POST("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/restore", on)),
    { refresh },
  );
  const remove = useAction(
    () => ok(api.DELETE("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}", on)),
    {
      onDone: async () => {
        undoable(messages.removed(portfolio.name), () => restore.mutateAsync());
        await navigate({ to: "/w/$workspaceId/portfolios", params: { workspaceId } });
      },
      refresh: [[...portfoliosKey(workspaceId), "all"]],
    },
  );
  const duplicate = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}/duplicate", {
          ...on,
          body: { name: messages.copyOf(portfolio.name).slice(0, 120), projects: true },
        }),
      ),
    {
      refresh,
      onDone: (copy) => {
        told(messages.copied(copy.name));
        void navigate({
          to: "/w/$workspaceId/portfolios/$portfolioId",
          params: { workspaceId, portfolioId: copy.id },
        });
      },
    },
  );
  return (
    <div className={classes.acts}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconUsers size={14} />}
        onClick={() => setOpen("members")}
      >
        {messages.share}
      </Button>
      {(rights.mayEdit || rights.mayDelete || mayCreate) && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon aria-label={messages.more}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <MenuDropdown>
            {rights.mayEdit && <Menu.Item onClick={() => setOpen("edit")}>{messages.edit}</Menu.Item>}
            {mayCreate && <Menu.Item onClick={() => duplicate.mutate()}>{messages.duplicate}</Menu.Item>}
            {rights.mayDelete && (
              <>
                <Menu.Divider />
                <Menu.Item color="red" onClick={() => remove.mutate()}>
                  {messages.remove}
                </Menu.Item>
              </>
            )}
          </MenuDropdown>
        </Menu>
      )}
      {open === "edit" && (
        <PortfolioForm portfolio={portfolio} mayShare={rights.mayShare} onClose={() => setOpen(null)} />
      )}
      {open === "members" && (
        <Suspense>
          <MembersDialog portfolio={portfolio} mayShare={rights.mayShare} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </div>
  );
}
