import { Drawer } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { Outlet, useLocation, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { CommandHost } from "@/features/palette/CommandHost";
import { useArrival } from "@/features/workspaces/use-arrival";
import { messages } from "../messages";
import { OfflineBar } from "./OfflineBar";
import { PhoneBar } from "./PhoneBar";
import classes from "./Shell.module.css";
import { Sidebar } from "./Sidebar";
import { useSidebar } from "./sidebar-state";

const JobTray = lazy(() => import("@/features/jobs/JobTray"));
const TaskDrawer = lazy(() => import("@/features/tasks/TaskDrawer"));

/** Inside a workspace: the sidebar, the screen, and the task drawer over it. */
export function Shell() {
  const isPhone = useMediaQuery("(max-width: 48em)", window.innerWidth < 768, {
    getInitialValueInEffect: false,
  });
  const [isMenuOpen, menu] = useDisclosure(false);
  const { isHidden } = useSidebar();
  const { task } = useSearch({ strict: false });
  const { pathname } = useLocation();
  useArrival();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the place changes
  useEffect(() => menu.close(), [pathname]);

  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {messages.skip}
      </a>
      <CommandHost />
      <OfflineBar />
      <div className={classes.columns}>
        {!isPhone && !isHidden && <Sidebar />}
        <div className={classes.pane} data-framed={!isPhone || undefined} data-alone={isHidden || undefined}>
          <Outlet />
          {typeof task === "string" && task && (
            <Suspense>
              <TaskDrawer taskId={task} />
            </Suspense>
          )}
        </div>
      </div>
      <Suspense>
        <JobTray />
      </Suspense>
      {isPhone && (
        <>
          <PhoneBar onMenu={menu.open} />
          <Drawer
            opened={isMenuOpen}
            onClose={menu.close}
            title={messages.navigation}
            size="86%"
            padding={0}
            classNames={{ header: classes.drawerHeader ?? "" }}
          >
            <Sidebar isInDrawer />
          </Drawer>
        </>
      )}
    </div>
  );
}
