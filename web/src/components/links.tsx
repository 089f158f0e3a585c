/** Mantine's controls as typed links of the router: `<ButtonLink to="/w/$workspaceId" params={...}>`. */
import {
  ActionIcon,
  type ActionIconProps,
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  Menu,
  type MenuItemProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ReactNode, Ref } from "react";

type Attributes<P> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof P> & {
  ref?: Ref<HTMLAnchorElement>;
};

export const AnchorLink = createLink((props: AnchorProps & Attributes<AnchorProps>) => <Anchor {...props} />);

export const ButtonLink = createLink((props: ButtonProps & Attributes<ButtonProps>) => (
  <Button component="a" {...props} />
));

export const ActionIconLink = createLink((props: ActionIconProps & Attributes<ActionIconProps>) => (
  <ActionIcon component="a" {...props} />
));

export const MenuItemLink = createLink(
  (props: MenuItemProps & Attributes<MenuItemProps> & { children?: ReactNode }) => (
    <Menu.Item component="a" {...props} />
  ),
);
