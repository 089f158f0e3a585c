import { Menu, type MenuDropdownProps } from "@mantine/core";
import { useEffect, useRef } from "react";

/** What a menu shows. Its first item has the focus, so that the arrow keys and Enter work at once. */
export function MenuDropdown({ children, ...rest }: MenuDropdownProps) {
  return (
    <Menu.Dropdown {...rest}>
      <FocusFirst />
      {children}
    </Menu.Dropdown>
  );
}

/** In the place of Mantine's own placeholder, which has the focus without being anything. */
function FocusFirst() {
  const here = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const menu = here.current?.closest("[role=menu]");
      menu?.querySelector<HTMLElement>("[data-menu-item]:not(:disabled)")?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return <span ref={here} hidden />;
}
