import { ActionIcon, Tooltip, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { IconSearch, IconSettings, IconSidebar } from "@/components/icons";
import { Keys } from "@/components/Keys";
import { commands } from "@/features/palette/commands";
import { ProjectLinks } from "@/features/projects/ProjectLinks";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { type Place, places } from "../navigation";
import { AccountMenu } from "./AccountMenu";
import classes from "./Sidebar.module.css";
import { useSidebar } from "./sidebar-state";
import { WorkspaceMenu } from "./WorkspaceMenu";

export function Sidebar({ isInDrawer = false }: { isInDrawer?: boolean }) {
  const workspaceId = useWorkspaceId();
  const { toggle } = useSidebar();
  return (
    <nav
      className={classes.sidebar}
      data-in-drawer={isInDrawer || undefined}
      aria-label={messages.navigation}
    >
      <div className={classes.top}>
        <WorkspaceMenu />
        {!isInDrawer && (
          <Tooltip label={messages.hideSidebar}>
            <ActionIcon onClick={toggle} aria-label={messages.hideSidebar}>
              <IconSidebar size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <UnstyledButton className={classes.search} onClick={() => commands.openPalette()}>
        <IconSearch size={15} />
        <span className={classes.label}>{messages.search}</span>
        <Keys keys={["mod", "K"]} />
      </UnstyledButton>
      <div className={classes.places}>
        {places.map((place) => (
          <PlaceLink key={place.id} place={place} workspaceId={workspaceId} />
        ))}
      </div>
      <ProjectLinks />
      <div className={classes.bottom}>
        <Link to="/w/$workspaceId/settings" params={{ workspaceId }} className={classes.link}>
          <IconSettings size={16} stroke={1.7} />
          <span className={classes.label}>{messages.settings}</span>
        </Link>
        <AccountMenu />
      </div>
    </nav>
  );
}

function PlaceLink({ place, workspaceId }: { place: Place; workspaceId: string }) {
  const { icon: Icon, badge: Badge } = place;
  return (
    <Link
      to={place.to}
      params={{ workspaceId }}
      activeOptions={{ exact: place.exact ?? false, includeSearch: false }}
      className={classes.link}
    >
      <Icon size={16} stroke={1.7} />
      <span className={classes.label}>{place.label}</span>
      {Badge && <Badge />}
    </Link>
  );
}
