import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./feedback.module.css";

interface Props {
  icon?: ReactNode;
  title: string;
  /** What this place is for, and what to do first. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here yet: an empty place explains itself. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div className={classes.notice}>
      {icon && <div className={classes.picture}>{icon}</div>}
      <Title order={2} size="h3">
        {title}
      </Title>
      {children && (
        <Text component="div" size="sm" c="dimmed" maw={420}>
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}
