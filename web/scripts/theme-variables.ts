// Mantine writes its CSS variables into a <style> element at run time, which our Content-Security-Policy refuses.
// So they become a style sheet at build time, from the same theme.

import { fileURLToPath } from "node:url";
import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  type MantineTheme,
  mergeMantineTheme,
} from "@mantine/core";
import { type Plugin, runnerImport } from "vite";

const NAME = "virtual:theme-variables.css";
const THEME = fileURLToPath(new URL("../src/theme/theme.ts", import.meta.url));

async function variables(): Promise<string> {
  const { module } = await runnerImport<{ theme: Partial<MantineTheme> }>(THEME);
  const merged = mergeMantineTheme(DEFAULT_THEME, module.theme);
  return convertCssVariables(defaultCssVariablesResolver(merged), ":root");
}

export function themeVariables(): Plugin {
  return {
    name: "theme-variables",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? variables() : undefined),
  };
}
