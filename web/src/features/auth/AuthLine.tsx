import { Text } from "@mantine/core";
import type { ReactNode } from "react";

/** A line below a form, that leads elsewhere. */
export function AuthLine({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed" ta="center">
      {children}
    </Text>
  );
}
