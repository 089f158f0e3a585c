import { useQueryClient } from "@tanstack/react-query";
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import type { Task } from "../queries";
import classes from "./attachments.module.css";
import { messages } from "./messages";
import { uploads } from "./uploads";

interface Props {
  task: Task;
  className: string | undefined;
  children: ReactNode;
}

/** Around a task: files that are dropped or pasted anywhere on it are attached. */
export function FileIntake({ task, className, children }: Props) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  const mayAttach = useMay("attachment:create", task.project_id) && !task.deleted_at;
  const element = useRef<HTMLDivElement>(null);
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    if (!mayAttach) return;
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      const { target } = event;
      const frame = element.current?.closest("aside, main");
      const isHere = target === document.body || (target instanceof Node && frame?.contains(target));
      if (files.length === 0 || !isHere) return;
      event.preventDefault();
      uploads.add(client, workspaceId, task.id, files);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [client, workspaceId, task.id, mayAttach]);

  const carriesFiles = (event: DragEvent) => mayAttach && event.dataTransfer.types.includes("Files");
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, files are chosen or pasted
    <div
      ref={element}
      className={className}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(false);
        uploads.add(client, workspaceId, task.id, [...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && <div className={classes.drop}>{messages.drop}</div>}
    </div>
  );
}
