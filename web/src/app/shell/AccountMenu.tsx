import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { session } from "@/api/session";
import {
  IconExternal,
  IconKeyboard,
  IconMoon,
  IconSignOut,
  IconSun,
  IconSystem,
  IconUser,
} from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { MenuItemLink } from "@/components/MenuItemLink";
import { PersonAvatar } from "@/components/PersonAvatar";
import { commands } from "@/features/palette/commands";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { useUser } from "../session-hooks";
import classes from "./Sidebar.module.css";

const SCHEMES = [
  { value: "light", label: <IconSun size={15} aria-label={messages.light} /> },
  { value: "dark", label: <IconMoon size={15} aria-label={messages.dark} /> },
  { value: "auto", label: <IconSystem size={15} aria-label={messages.system} /> },
];

export function AccountMenu() {
  const user = useUser();
  const workspaceId = useWorkspaceId();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="top-start" width={230} closeOnItemClick>
      <Menu.Target>
        <UnstyledButton className={classes.link}>
          <PersonAvatar id={user.id} name={user.name} size={20} withTooltip={false} />
          <span className={classes.label}>{user.name}</span>
          <span className="visually-hidden">{messages.account}</span>
        </UnstyledButton>
      </Menu.Target>
      <MenuDropdown>
        <Menu.Label>{user.email}</Menu.Label>
        <MenuItemLink
          to="/w/$workspaceId/settings/profile"
          params={{ workspaceId }}
          leftSection={<IconUser size={15} />}
        >
          {messages.account}
        </MenuItemLink>
        <Menu.Item leftSection={<IconKeyboard size={15} />} onClick={() => commands.openShortcuts()}>
          {messages.shortcuts}
        </Menu.Item>
        <Menu.Item component="a" href="/docs/" target="_blank" leftSection={<IconExternal size={15} />}>
          {messages.reference}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label id="theme-label">{messages.theme}</Menu.Label>
        <SegmentedControl
          size="xs"
          fullWidth
          mx={8}
          mb={6}
          aria-labelledby="theme-label"
          data={SCHEMES}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
        />
        <Menu.Divider />
        <Menu.Item leftSection={<IconSignOut size={15} />} onClick={() => void session.end()}>
          {messages.signOut}
        </Menu.Item>
      </MenuDropdown>
    </Menu>
  );
}
