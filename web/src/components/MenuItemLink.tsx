import { Menu, type MenuItemProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Attributes } from "./links";

/** An item of a menu that is a typed link of the router. */
export const MenuItemLink = createLink(
  (props: MenuItemProps & Attributes<MenuItemProps> & { children?: ReactNode }) => (
    <Menu.Item component="a" {...props} />
  ),
);
