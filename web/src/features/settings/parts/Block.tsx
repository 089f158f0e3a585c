import { type ReactNode, useId } from "react";
import classes from "../settings.module.css";

interface Props {
  title: string;
  text?: string;
  action?: ReactNode;
  children?: ReactNode;
}

/** A titled part of a settings screen. */
export function Block({ title, text, action, children }: Props) {
  const id = useId();
  return (
    <section className={classes.block} aria-labelledby={id}>
      <header className={classes.blockHead}>
        <div>
          <h2 id={id}>{title}</h2>
          {text && <p>{text}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
