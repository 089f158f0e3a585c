import type { ReactNode } from "react";
import classes from "./Faint.module.css";

/** A sentence that explains, or says that there is nothing. */
export function Faint({ children }: { children: ReactNode }) {
  return <p className={classes.faint}>{children}</p>;
}
