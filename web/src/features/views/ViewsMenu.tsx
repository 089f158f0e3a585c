import { ActionIcon, Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { IconArrowUp, IconCheck, IconChevronDown, IconEye, IconTrash } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { fromView, type SavedView } from "./filter";
import { messages } from "./messages";
import { viewsQuery } from "./queries";
import { SaveViewDialog } from "./SaveViewDialog";
import { useSavedViews } from "./saving";
import { isChosen, nothing, type ViewSearch } from "./search";
import classes from "./views.module.css";

interface Props {
  projectId: string;
  type: "board" | "list";
  search: ViewSearch;
}

/** The saved views of the project: open one, keep what is on the screen, put them in order. */
export function ViewsMenu({ projectId, type, search }: Props) {
  const workspaceId = useWorkspaceId();
  const navigate = useNavigate();
  const views = useQuery(viewsQuery(workspaceId, projectId));
  const mayCreate = useMay("view:create", projectId);
  const saved = useSavedViews(projectId);
  const [isSaving, setSaving] = useState(false);
  const shown = (views.data ?? []).filter((view) => view.type === "board" || view.type === "list");
  const current = shown.find(({ id }) => id === search.view);

  const open = (view: SavedView) =>
    void navigate({
      to: view.type === "board" ? "/w/$workspaceId/p/$projectId/board" : "/w/$workspaceId/p/$projectId/list",
      params: { workspaceId, projectId },
      search: fromView(view) as never,
    });
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
        <MenuDropdown>
          <Menu.Item
            onClick={() =>
              void navigate({ to: ".", search: ((before: object) => ({ ...before, ...nothing })) as never })
            }
          >
            {messages.everything}
          </Menu.Item>
          {(["shared", "personal"] as const).map((scope) => {
            const inScope = shown.filter((view) => view.scope === scope);
            if (inScope.length === 0) return null;
            return (
              <Fragment key={scope}>
                <Menu.Label>{scope === "shared" ? messages.shared : messages.own}</Menu.Label>
                {inScope.map((view, index) => (
                  <div key={view.id} className={classes.view}>
                    <Menu.Item
                      className={classes.viewName ?? ""}
                      rightSection={view.id === current?.id ? <IconCheck size={14} /> : null}
                      onClick={() => open(view)}
                    >
                      {view.name}
                    </Menu.Item>
                    {mayCreate && (
                      <>
                        {index > 0 && (
                          <ActionIcon
                            role="menuitem"
                            size="sm"
                            aria-label={messages.moveUp(view.name)}
                            onClick={() => void saved.putBefore(view, inScope[index - 1])}
                          >
                            <IconArrowUp size={14} />
                          </ActionIcon>
                        )}
                        <ActionIcon
                          role="menuitem"
                          size="sm"
                          aria-label={messages.remove(view.name)}
                          onClick={() => void saved.remove(view)}
                        >
                          <IconTrash size={14} />
                        </ActionIcon>
                      </>
                    )}
                  </div>
                ))}
              </Fragment>
            );
          })}
          {mayCreate && isChosen(search) && (
            <>
              <Menu.Divider />
              {current && (
                <Menu.Item onClick={() => void saved.update(current, search, type)}>
                  {messages.saveChanges(current.name)}
                </Menu.Item>
              )}
              <Menu.Item onClick={() => setSaving(true)}>{messages.saveNew}</Menu.Item>
            </>
          )}
        </MenuDropdown>
      </Menu>
      {isSaving && (
        <SaveViewDialog projectId={projectId} type={type} search={search} onClose={() => setSaving(false)} />
      )}
    </>
  );
}
