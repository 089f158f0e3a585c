/**
 * Mantine's controls as typed links of the router: `<ButtonLink to="/w/$workspaceId" params={...}>`. The entry uses
 * them: what needs a layer over the page, as a menu does, is in a module of its own (`MenuItemLink`).
 */
import {
  ActionIcon,
  type ActionIconProps,
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, Ref } from "react";

export type Attributes<P> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof P> & {
  ref?: Ref<HTMLAnchorElement>;
};

export const AnchorLink = createLink((props: AnchorProps & Attributes<AnchorProps>) => <Anchor {...props} />);

export const ButtonLink = createLink((props: ButtonProps & Attributes<ButtonProps>) => (
  <Button component="a" {...props} />
));

export const ActionIconLink = createLink((props: ActionIconProps & Attributes<ActionIconProps>) => (
  <ActionIcon component="a" {...props} />
));
