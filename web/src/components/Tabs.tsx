import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ReactNode, Ref } from "react";
import classes from "./Tabs.module.css";

interface Props {
  label: string;
  /** `bar`: inside a bar that has its own line below; `page`: on the page, with a line of theirs. */
  on: "bar" | "page";
  children: ReactNode;
}

/** Views of the same thing, each at an address of its own. */
export function Tabs({ label, on, children }: Props) {
  return (
    <nav className={classes.tabs} data-on={on} aria-label={label}>
      {children}
    </nav>
  );
}

type TabProps = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

export const Tab = createLink((props: TabProps) => <a {...props} className={classes.tab} />);
