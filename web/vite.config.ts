import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { themeVariables } from "./scripts/theme-variables.ts";

// The API that `npm run dev` talks to: `make run` of this checkout, unless told otherwise.
const service = process.env.ONETICK_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), themeVariables()],
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
            { name: "libraries", test: /node_modules/, tags: ["$initial"], priority: 2 },
            { name: "app", test: /\/src\/.*\.tsx?$/, tags: ["$initial"], priority: 1 },
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
