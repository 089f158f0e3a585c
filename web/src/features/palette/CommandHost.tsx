import { useHotkeys } from "@mantine/hooks";
import { lazy, Suspense, useSyncExternalStore } from "react";
import { undoLast } from "@/components/feedback/toasts";
import { commands } from "./commands";

const NewProjectDialog = lazy(() => import("@/features/projects/NewProjectDialog"));

/** Opens what is asked for from anywhere, each loaded at its first use. */
export function CommandHost() {
  const open = useSyncExternalStore(commands.subscribe, () => commands.open);
  useHotkeys([["mod+Z", () => void undoLast()]]);
  return <Suspense>{open === "new-project" && <NewProjectDialog onClose={commands.close} />}</Suspense>;
}
