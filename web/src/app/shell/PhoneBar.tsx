import { UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { IconMenu, IconSearch } from "@/components/icons";
import { commands } from "@/features/palette/commands";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { places } from "../navigation";
import classes from "./Sidebar.module.css";

/** The places within the thumb's reach. */
export function PhoneBar({ onMenu }: { onMenu: () => void }) {
  const workspaceId = useWorkspaceId();
  return (
    <nav className={classes.phone} data-lifts-toasts="" aria-label={messages.navigation}>
      {places
        .filter((place) => place.onPhone)
        .map(({ id, to, label, icon: Icon, badge: Badge, exact }) => (
          <Link
            key={id}
            to={to}
            params={{ workspaceId }}
            className={classes.tab}
            activeOptions={{ exact: exact ?? false, includeSearch: false }}
          >
            <Icon size={21} stroke={1.6} />
            {label}
            {Badge && (
              <span className={classes.tabBadge}>
                <Badge />
              </span>
            )}
          </Link>
        ))}
      <UnstyledButton className={classes.tab} onClick={() => commands.openPalette()}>
        <IconSearch size={21} stroke={1.6} />
        {messages.search}
      </UnstyledButton>
      <UnstyledButton className={classes.tab} onClick={onMenu} aria-label={messages.openMenu}>
        <IconMenu size={21} stroke={1.6} />
        {messages.menu}
      </UnstyledButton>
    </nav>
  );
}
