import type { ReactNode } from "react";
import classes from "./Facts.module.css";

/** What there is to know about something, in a line that wraps. */
export function Facts({ children }: { children: ReactNode }) {
  return <div className={classes.facts}>{children}</div>;
}

/** One of them that is more than a word: a picture and a name. */
export function Fact({ children }: { children: ReactNode }) {
  return <span className={classes.fact}>{children}</span>;
}
