import { Popover, Skeleton, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, everyPage, ok } from "@/api/client";
import { ago } from "@/components/dates";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { Markdown } from "@/components/Markdown";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages as common } from "../messages";
import type { Comment } from "../queries";
import classes from "./comments.module.css";
import { messages } from "./messages";

/** That it was edited; a click shows what it said before. */
export function EditHistory({ comment }: { comment: Comment }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} width={360} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.edited} title={messages.history} onClick={() => setOpen(!isOpen)}>
          ({common.edited})
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.edits} aria-label={messages.history}>
        {isOpen && <Edits comment={comment} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Edits({ comment }: { comment: Comment }) {
  const workspaceId = useWorkspaceId();
  const edits = useQuery({
    queryKey: ["workspace", workspaceId, "task", comment.task_id, "edits", comment.id, comment.version],
    queryFn: () =>
      everyPage(
        (cursor) =>
          ok(
            api.GET("/v1/workspaces/{workspace_id}/comments/{comment_id}/edits", {
              params: {
                path: { workspace_id: workspaceId, comment_id: comment.id },
                query: { limit: 20, ...(cursor ? { cursor } : {}) },
              },
            }),
          ),
        100,
      ),
  });
  if (edits.isPending) return <Skeleton h={40} />;
  if (!edits.data) return <ProblemNotice error={edits.error} retry={edits.refetch} />;
  return edits.data.map(({ id, body_md, changed_at }) => (
    <div key={id}>
      <small>{messages.until(ago(changed_at))}</small>
      <Markdown text={body_md} />
    </div>
  ));
}
