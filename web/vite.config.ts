import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { themeVariables } from "./scripts/theme-variables.ts";

// The API that `npm run dev` talks to: `make run` of this checkout, unless told otherwise.
const service = process.env.ONETICK_URL ?? "http://127.0.0.1:8000";

// Scripts run when the page and its style sheets are there; this one as soon as it is.
const earlyFirst: Plugin = {
  name: "early-first",
  transformIndexHtml: {
    order: "post",
    handler: (page) =>
      page.replace('<script type="module" crossorigin src="/assets/early-', (tag) =>
        tag.replace(" crossorigin", " async crossorigin"),
      ),
  },
};

export default defineConfig({
  plugins: [react(), themeVariables(), earlyFirst],
  resolve: { alias: { "@": fileURLToPath(new URL("src", import.meta.url)) } },
  build: {
    target: "es2022",
    // Inlining assets would need `data:` in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What every visit needs is two files: what a release of ours leaves as it was, and our own. Without this
        // it is forty, for each module that a screen shares with the entry is a chunk of its own.
        codeSplitting: {
          groups: [
            // Runs before the others have arrived: it must import nothing of them.
            { name: "early", test: /\/src\/early\//, priority: 5 },
            { name: "libraries", test: /node_modules/, tags: ["$initial"], priority: 4 },
            { name: "app", test: /\/src\/.*\.tsx?$/, tags: ["$initial"], priority: 3 },
            {
              name: "frame",
              test: /\/src\/(app\/shell\/Shell|features\/projects\/ProjectFrame)\.tsx$/,
              priority: 2,
            },
            {
              name: "tasks",
              test: /\/src\/features\/(home\/HomePage|board\/BoardPage|list\/ListPage)\.tsx$/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/v1": service, "/.well-known": service, "/_local": service, "/docs": service },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/set-up.ts"],
    restoreMocks: true,
    pool: "threads",
    maxWorkers: 2,
  },
});
