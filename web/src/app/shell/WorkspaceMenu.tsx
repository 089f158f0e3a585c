import { Menu, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { session } from "@/api/session";
import { failed } from "@/components/feedback/toasts";
import { IconCheck, IconChevronDown, IconPlus } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { MenuItemLink } from "@/components/MenuItemLink";
import { initials } from "@/components/PersonAvatar";
import { forgetLastWorkspace } from "@/features/workspaces/enter";
import {
  organizationsQuery,
  useWorkspaceId,
  workspaceQuery,
  workspacesQuery,
} from "@/features/workspaces/queries";
import { messages } from "../messages";
import { useSession } from "../session-hooks";
import { workspacePlaces } from "../workspace-places";
import classes from "./Sidebar.module.css";

/** Where one is, and the way to other workspaces and organizations. */
export function WorkspaceMenu() {
  const workspaceId = useWorkspaceId();
  const { organizationId } = useSession();
  const navigate = useNavigate();
  const workspace = useQuery(workspaceQuery(workspaceId));
  const organizations = useQuery(organizationsQuery());
  const workspaces = useQuery({ ...workspacesQuery(organizationId ?? ""), enabled: organizationId !== null });
  const organization = organizations.data?.find(({ id }) => id === organizationId);
  const others =
    organizations.data?.filter(({ id, status }) => id !== organizationId && status === "active") ?? [];
  const name = workspace.data?.name ?? "";

  const openOrganization = async (id: string) => {
    try {
      await session.choose(id);
      forgetLastWorkspace();
      await navigate({ to: "/" });
    } catch (error) {
      failed(error);
    }
  };

  return (
    <Menu width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.switcher}>
          <span className={classes.mark} aria-hidden>
            {initials(name).slice(0, 1)}
          </span>
          <span className={classes.names}>
            <strong>{name}</strong>
            <small>{organization?.name}</small>
          </span>
          <IconChevronDown size={14} />
        </UnstyledButton>
      </Menu.Target>
      <MenuDropdown>
        <Menu.Label>{messages.workspaces}</Menu.Label>
        {workspaces.data?.map(({ id, name: label }) => (
          <Menu.Item
            key={id}
            rightSection={id === workspaceId ? <IconCheck size={14} /> : null}
            onClick={() => void navigate({ to: "/w/$workspaceId", params: { workspaceId: id } })}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={<IconPlus size={14} />}
          onClick={() => void navigate({ to: "/new-workspace" })}
        >
          {messages.newWorkspace}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{messages.inWorkspace}</Menu.Label>
        {workspacePlaces.map(({ id, label, icon: Icon, to }) => (
          <MenuItemLink key={id} leftSection={<Icon size={14} />} to={to} params={{ workspaceId }}>
            {label}
          </MenuItemLink>
        ))}
        {others.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Label>{messages.organizations}</Menu.Label>
            {others.map(({ id, name: label }) => (
              <Menu.Item key={id} onClick={() => void openOrganization(id)}>
                {label}
              </Menu.Item>
            ))}
          </>
        )}
      </MenuDropdown>
    </Menu>
  );
}
