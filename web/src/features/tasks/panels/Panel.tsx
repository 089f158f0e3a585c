import { ActionIcon, Tooltip } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { IconPlus } from "@/components/icons";
import classes from "./panels.module.css";

interface Props {
  title: string;
  /** Beside the title: how many, how far. */
  detail?: ReactNode;
  /** What the plus does; without it there is none. */
  add?: { label: string; onClick: () => void } | undefined;
  actions?: ReactNode;
  children?: ReactNode;
}

/** A block of the task below its description: quiet while it is empty. */
export function Panel({ title, detail, add, actions, children }: Props) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id}>{title}</h2>
        <span className={classes.detail}>{detail}</span>
        {actions}
        {add && (
          <Tooltip label={add.label}>
            <ActionIcon size="sm" onClick={add.onClick} aria-label={add.label}>
              <IconPlus size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </header>
      {children}
    </section>
  );
}
