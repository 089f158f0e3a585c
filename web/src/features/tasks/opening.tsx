/** Opening a task in the drawer, over whatever is on the screen. */
import { Link, type LinkComponentProps, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { WorkspaceSearch } from "@/app/parents";

const withTask = (key: string) => (before: WorkspaceSearch) => ({ ...before, task: key });

export const withoutTask = ({ task: _, ...rest }: WorkspaceSearch): WorkspaceSearch => rest;

export function useOpenTask(): (key: string) => void {
  const navigate = useNavigate();
  return useCallback((key) => void navigate({ to: ".", search: withTask(key) as never }), [navigate]);
}

/** The same as a link, so that it can be opened in another tab, too. */
export function TaskLink({
  taskKey,
  ...rest
}: { taskKey: string } & Omit<LinkComponentProps, "to" | "search" | "params">) {
  return <Link {...(rest as object)} to="." search={withTask(taskKey) as never} />;
}
