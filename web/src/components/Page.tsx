import { Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./Page.module.css";

interface Props {
  title: string;
  /** Beside the title, on the right. */
  actions?: ReactNode;
  /** Instead of the plain title, when it is more than text. */
  heading?: ReactNode;
  /** Below the title: tabs, filters. */
  toolbar?: ReactNode;
  /** `reading`: a column of comfortable width; `full`: everything there is. */
  width?: "reading" | "full";
  children: ReactNode;
}

/** A screen: its title, its actions, and a body that scrolls. */
export function Page({ title, actions, heading, toolbar, width = "reading", children }: Props) {
  useDocumentTitle(`${title} · OneTick`);
  return (
    <main className={classes.page} id="main" tabIndex={-1}>
      <header className={classes.header}>
        <div className={classes.top}>
          <div className={classes.heading}>{heading ?? <Title order={1}>{title}</Title>}</div>
          {actions && <div className={classes.actions}>{actions}</div>}
        </div>
        {toolbar && <div className={classes.toolbar}>{toolbar}</div>}
      </header>
      <div className={width === "full" ? classes.full : classes.scroll}>
        {width === "full" ? children : <div className={classes.reading}>{children}</div>}
      </div>
    </main>
  );
}
