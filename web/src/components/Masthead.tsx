import type { ReactNode } from "react";
import { Facts } from "./Facts";
import classes from "./Masthead.module.css";

interface Props {
  title: string;
  /** Before the title: a mark in its colour. */
  mark?: ReactNode;
  /** What can be done with it. */
  acts?: ReactNode;
  facts: ReactNode;
  children?: ReactNode;
}

/** The head of a screen about one thing: its whole name, what can be done with it, and what there is to know. */
export function Masthead({ title, mark, acts, facts, children }: Props) {
  return (
    <header className={classes.head}>
      <div className={classes.line}>
        {mark}
        <h1>{title}</h1>
        {acts}
      </div>
      <Facts>{facts}</Facts>
      {children}
    </header>
  );
}
