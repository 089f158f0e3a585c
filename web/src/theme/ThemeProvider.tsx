import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
// In this order: our own tokens win.
import "virtual:theme-variables.css";
import "./index.css";
import { theme } from "./theme";

/** Mantine without anything it would write into <style> elements: see `scripts/theme-variables.ts`. */
export function ThemeProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
