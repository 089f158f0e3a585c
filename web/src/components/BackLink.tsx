import { Anchor, type AnchorProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import classes from "./BackLink.module.css";
import { IconArrowLeft } from "./icons";
import type { Attributes } from "./links";

/** To where a screen belongs, above its name. */
export const BackLink = createLink(({ children, ...props }: AnchorProps & Attributes<AnchorProps>) => (
  <Anchor {...props} className={classes.back}>
    <IconArrowLeft size={14} aria-hidden /> {children}
  </Anchor>
));
