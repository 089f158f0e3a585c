import { UnstyledButton } from "@mantine/core";
import type { ComponentPropsWithRef } from "react";
import classes from "./properties.module.css";

/** A value that opens the way to change it; plain text for those who may not. */
export function PropertyButton({
  isFixed,
  children,
  className,
  ...rest
}: ComponentPropsWithRef<"button"> & { isFixed: boolean }) {
  if (isFixed) return <div className={classes.fixed}>{children}</div>;
  return (
    <UnstyledButton className={`${classes.value} ${className ?? ""}`} {...rest}>
      {children}
    </UnstyledButton>
  );
}
