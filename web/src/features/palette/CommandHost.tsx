import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { useSidebar } from "@/app/shell/sidebar-state";
import { conflicts } from "@/features/tasks/conflicts";
import { gates } from "@/features/tasks/gates/gates";
import { accessQuery, useWorkspaceId } from "@/features/workspaces/queries";
import { commands } from "./commands";
import { Hotkeys } from "./hotkeys";
import { allCommands, type CommandContext } from "./registry";

const palette = () => import("./Palette");
const newTask = () => import("@/features/tasks/NewTaskDialog");

const Palette = lazy(palette);
const ShortcutSheet = lazy(() => import("./ShortcutSheet"));
const NewProjectDialog = lazy(() => import("@/features/projects/NewProjectDialog"));
const NewTaskDialog = lazy(newTask);
const ConflictDialog = lazy(() => import("@/features/tasks/ConflictDialog"));
const GateDialog = lazy(() => import("@/features/tasks/gates/GateDialog"));

const IDLE_MS = 1_500;

/** Listens to keys, and opens what is asked for from anywhere, each loaded at its first use. */
export function CommandHost() {
  const open = useSyncExternalStore(commands.subscribe, () => commands.open);
  const conflict = useSyncExternalStore(conflicts.subscribe, () => conflicts.open);
  const gate = useSyncExternalStore(gates.subscribe, () => gates.open);
  const context = useContext();
  const latest = useRef(context);
  latest.current = context;

  // What is asked for most often is there before it is: whoever presses a key goes on typing at once.
  useEffect(() => {
    const ahead = () => Promise.all([palette(), newTask()]).catch(() => undefined);
    const timer = setTimeout(() => void ahead(), IDLE_MS);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    const hotkeys = new Hotkeys();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      // An open dialog has the keys for itself.
      if (document.querySelector("[role=dialog][aria-modal=true]")) return;
      const offered = allCommands.filter(({ isOffered }) => isOffered?.(latest.current) ?? true);
      const found = hotkeys.match(event, offered);
      if (!found) return;
      event.preventDefault();
      found.run(latest.current);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <Suspense>
      {open === "palette" && <Palette context={context} onClose={commands.close} />}
      {open === "shortcuts" && <ShortcutSheet onClose={commands.close} />}
      {open === "new-task" && <NewTaskDialog onClose={commands.close} />}
      {open === "new-project" && <NewProjectDialog onClose={commands.close} />}
      {conflict && <ConflictDialog conflict={conflict} />}
      {gate && <GateDialog gate={gate} />}
    </Suspense>
  );
}

function useContext(): CommandContext {
  const workspaceId = useWorkspaceId();
  const { projectId } = useParams({ strict: false });
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  const { toggle } = useSidebar();
  const { data } = useQuery(accessQuery(workspaceId));
  return useMemo(
    () => ({
      workspaceId,
      projectId,
      navigate,
      may: (permission: string) => data?.permissions.includes(permission) ?? false,
      toggleTheme: toggleColorScheme,
      toggleSidebar: toggle,
    }),
    [workspaceId, projectId, navigate, data, toggleColorScheme, toggle],
  );
}
