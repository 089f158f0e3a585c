import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Markdown } from "@/components/Markdown";
import classes from "./fields.module.css";

interface Props {
  name: string;
  description: string;
  color: string | null;
  /** In the preview it stands below other headings. */
  order?: 1 | 3;
  children: ReactNode;
}

/** A form as it looks: its colour, its name, its introduction, and what is in it. */
export function FormCard({ name, description, color, order = 1, children }: Props) {
  return (
    <div className={classes.card} style={color ? { borderTopColor: color } : {}}>
      <Title order={order} size="h1" className={classes.name ?? ""}>
        {name}
      </Title>
      {description && (
        <div className={classes.intro}>
          <Markdown text={description} />
        </div>
      )}
      {children}
    </div>
  );
}
