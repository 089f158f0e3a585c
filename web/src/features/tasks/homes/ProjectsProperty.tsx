import { ActionIcon, Menu, Popover, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { IconDots, IconPlus } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useRights } from "@/features/projects/rights";
import { useWorkspaceId } from "@/features/workspaces/queries";
import type { TaskPartProps } from "../registry";
import { homesQuery, useHomeActions } from "./actions";
import classes from "./homes.module.css";
import { messages } from "./messages";

const ProjectChoices = lazy(() => import("./ProjectChoices"));

/** The projects that a task is in, with its section in each. */
export function ProjectsProperty({ task }: TaskPartProps) {
  const workspaceId = useWorkspaceId();
  const { mayEdit } = useRights(task.project_id);
  const homes = useQuery(homesQuery(workspaceId, task));
  const actions = useHomeActions(task);
  const [choosing, setChoosing] = useState<"add" | "move" | null>(null);
  return (
    <ul className={classes.homes}>
      {homes.data?.map((home) => (
        <li key={home.project_id}>
          <Link
            to="/w/$workspaceId/p/$projectId"
            params={{ workspaceId, projectId: home.project_id }}
            className={classes.link}
          >
            {home.name}
          </Link>
          <small>{home.section_name}</small>
          {home.home && homes.data.length > 1 && <small className={classes.home}>{messages.home}</small>}
          {mayEdit && !home.home && (
            <Menu>
              <Menu.Target>
                <ActionIcon size="xs" aria-label={messages.more(home.name)}>
                  <IconDots size={13} />
                </ActionIcon>
              </Menu.Target>
              <MenuDropdown>
                <Menu.Item onClick={() => void actions.makeHome(home.project_id)}>
                  {messages.makeHome}
                </Menu.Item>
                <Menu.Item onClick={() => void actions.leave(home)}>{messages.leave}</Menu.Item>
              </MenuDropdown>
            </Menu>
          )}
        </li>
      ))}
      {mayEdit && (
        <li>
          <Popover
            opened={choosing !== null}
            onChange={(open) => !open && setChoosing(null)}
            position="bottom-start"
            width={260}
            withRoles={false}
            trapFocus
            returnFocus
          >
            <Popover.Target>
              <span>
                <Menu>
                  <Menu.Target>
                    <UnstyledButton className={classes.add} aria-label={messages.add}>
                      <IconPlus size={13} />
                    </UnstyledButton>
                  </Menu.Target>
                  <MenuDropdown>
                    <Menu.Item onClick={() => setChoosing("add")}>{messages.add}</Menu.Item>
                    <Menu.Item onClick={() => setChoosing("move")}>{messages.move}</Menu.Item>
                  </MenuDropdown>
                </Menu>
              </span>
            </Popover.Target>
            <Popover.Dropdown p={6}>
              <Suspense>
                <ProjectChoices
                  except={task.project_ids}
                  onChoose={({ id, name }) => {
                    setChoosing(null);
                    void (choosing === "move" ? actions.move(id, name) : actions.add(id, name));
                  }}
                />
              </Suspense>
            </Popover.Dropdown>
          </Popover>
        </li>
      )}
    </ul>
  );
}
