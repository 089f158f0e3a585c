import { expect, it } from "vitest";
import { allCommands } from "@/features/palette/registry";
import { places } from "./navigation";
import { projectViews } from "./project-views";
import { router } from "./router";
import { settingsGroups } from "./settings-sections";

// The router refuses to be made when two screens have one address; nothing shows then, anywhere.
it("finds the screen of each address", () => {
  expect(Object.keys(router.routesById).length).toBeGreaterThan(20);
});

it("has each entry of a registry once", () => {
  const sections = settingsGroups.flatMap((group) => group.sections);
  for (const entries of [places, projectViews, sections, allCommands]) {
    const ids = entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
});
