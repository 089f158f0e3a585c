import { Button, type ButtonProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { messages } from "../messages";

const ARMED_MS = 4_000;

/** For what cannot simply be undone: the second click does it. */
export function ConfirmButton({ onConfirm, children, ...rest }: ButtonProps & { onConfirm: () => void }) {
  const [isArmed, setArmed] = useState(false);
  useEffect(() => {
    if (!isArmed) return;
    const timer = setTimeout(() => setArmed(false), ARMED_MS);
    return () => clearTimeout(timer);
  }, [isArmed]);
  return (
    <Button
      size="compact-sm"
      color="red"
      variant={isArmed ? "filled" : "light"}
      {...rest}
      onClick={() => {
        setArmed(!isArmed);
        if (isArmed) onConfirm();
      }}
    >
      {isArmed ? messages.confirm : children}
    </Button>
  );
}
