import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Fragment, lazy, Suspense, useState } from "react";
import { IconCheck, IconChevronDown, IconEye, IconSettings, IconStar } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useColumns } from "@/features/list/columns/use-columns";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { fromView } from "./filter";
import { messages } from "./messages";
import { viewAddress } from "./opening";
import { viewsQuery } from "./queries";
import { useSavedViews } from "./saving";
import { isChosen, nothing, type ViewSearch } from "./search";
import { useViewSearch } from "./use-search";
import classes from "./views.module.css";

const SaveViewDialog = lazy(() => import("./SaveViewDialog"));
const ManageViews = lazy(() => import("./ManageViews"));

interface Props {
  projectId: string;
  type: "board" | "list";
  search: ViewSearch;
}

/** The saved views of the project: open one, and keep what is on the screen. */
export function ViewsMenu({ projectId, type, search }: Props) {
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const { change } = useViewSearch();
  const views = useQuery(viewsQuery(workspaceId, projectId));
  const mayCreate = useMay("view:create", projectId);
  const saved = useSavedViews(projectId);
  const [columns] = useColumns(projectId);
  const [open, setOpen] = useState<"save" | "manage" | null>(null);
  const all = (views.data ?? []).filter((view) => view.type === "board" || view.type === "list");
  const current = all.find(({ id }) => id === search.view);
  const shown = { type, search, columns: type === "list" ? columns : [] };
  return (
    <>
      <Menu width={270} position="bottom-start">
        <Menu.Target>
          <Button
            variant={current ? "light" : "default"}
            size="compact-sm"
            leftSection={<IconEye size={14} />}
            rightSection={<IconChevronDown size={13} />}
            className={classes.chip ?? ""}
          >
            {current?.name ?? messages.views}
          </Button>
        </Menu.Target>
        <MenuDropdown className={classes.menu}>
          <Menu.Item
            rightSection={current ? null : <IconCheck size={14} />}
            onClick={() =>
              void navigate({ to: ".", search: ((before: object) => ({ ...before, ...nothing })) as never })
            }
          >
            {messages.everything}
          </Menu.Item>
          {(["shared", "personal"] as const).map((scope) => {
            const inScope = all.filter((view) => view.scope === scope);
            if (inScope.length === 0) return null;
            return (
              <Fragment key={scope}>
                <Menu.Label>{scope === "shared" ? messages.shared : messages.own}</Menu.Label>
                {inScope.map((view) => (
                  <Menu.Item
                    key={view.id}
                    className={classes.viewName ?? ""}
                    rightSection={
                      view.id === current?.id ? (
                        <IconCheck size={14} />
                      ) : (
                        view.is_default && <IconStar size={14} aria-label={messages.isDefault} />
                      )
                    }
                    onClick={() =>
                      void navigate({ ...viewAddress(workspaceId, view), search: fromView(view) as never })
                    }
                  >
                    {view.name}
                  </Menu.Item>
                ))}
              </Fragment>
            );
          })}
          {mayCreate && (
            <>
              <Menu.Divider />
              {current && (isChosen(search) || search.cols) && (
                <Menu.Item
                  onClick={() => void saved.update(current, shown).then(() => change({ cols: undefined }))}
                >
                  {messages.saveChanges(current.name)}
                </Menu.Item>
              )}
              {(isChosen(search) || type === "list") && (
                <Menu.Item onClick={() => setOpen("save")}>{messages.saveNew}</Menu.Item>
              )}
              {all.length > 0 && (
                <Menu.Item leftSection={<IconSettings size={14} />} onClick={() => setOpen("manage")}>
                  {messages.manage}
                </Menu.Item>
              )}
            </>
          )}
        </MenuDropdown>
      </Menu>
      <Suspense>
        {open === "save" && (
          <SaveViewDialog projectId={projectId} shown={shown} onClose={() => setOpen(null)} />
        )}
        {open === "manage" && <ManageViews projectId={projectId} views={all} onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}
