import type { ReactNode } from "react";
import classes from "./Tag.module.css";

type Tone = "neutral" | "accent" | "good" | "warn" | "bad";

/** A word about something, on a ground of its colour: readable on both themes. */
export function Tag({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  );
}
