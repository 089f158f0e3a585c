import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useRef, useState } from "react";
import { paced } from "@/api/live";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { LoadMore } from "../panels/LoadMore";
import { Panel } from "../panels/Panel";
import panels from "../panels/panels.module.css";
import type { TaskPartProps } from "../registry";
import { useAttachmentActions } from "./actions";
import { FileRow, isPicture } from "./FileRow";
import { messages } from "./messages";
import { type Attachment, attachmentsQuery } from "./queries";
import { UploadRow } from "./UploadRow";
import { uploads, useUploads } from "./uploads";

const Lightbox = lazy(() => import("./Lightbox"));

const SOON = 1_500;
const PICTURE_WITHIN = 60_000;

/** The files of a task: dropped, pasted or chosen; looked at, downloaded, deleted. */
export default function Attachments({ task }: TaskPartProps) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<string | null>(null);
  const mayAttach = useMay("attachment:create", task.project_id) && !task.deleted_at;
  const actions = useAttachmentActions(task.id);
  const underWay = useUploads(task.id);
  const pace = paced("now-and-then");
  const files = useInfiniteQuery({
    ...attachmentsQuery(workspaceId, task.id),
    ...pace,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ data }) => data.some(isUnsettled)) ? SOON : pace.refetchInterval,
  });
  const known = new Set(underWay.map(({ attachmentId }) => attachmentId));
  const rows = (files.data?.pages.flatMap(({ data }) => data) ?? []).filter(({ id }) => !known.has(id));
  const pictures = rows.filter(isPicture);
  if (!mayAttach && rows.length === 0 && !files.isError) return null;
  return (
    <Panel
      title={messages.attachments}
      detail={rows.length > 0 && (files.hasNextPage ? `${rows.length}+` : rows.length)}
      add={mayAttach ? { label: messages.attach, onClick: () => input.current?.click() } : undefined}
    >
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={messages.attach}
        onChange={(event) => {
          uploads.add(client, workspaceId, task.id, [...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      {files.isError && !files.data && <ProblemNotice error={files.error} retry={files.refetch} />}
      {(rows.length > 0 || underWay.length > 0) && (
        <ul className={panels.rows}>
          {underWay.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
          {rows.map((file) => (
            <FileRow key={file.id} file={file} actions={actions} onPreview={() => setShown(file.id)} />
          ))}
        </ul>
      )}
      <LoadMore label={messages.further} query={files} />
      {shown && (
        <Suspense>
          <Lightbox
            pictures={pictures}
            shown={shown}
            onShow={setShown}
            onDownload={actions.download}
            onClose={() => setShown(null)}
          />
        </Suspense>
      )}
    </Panel>
  );
}

/** On its way through the checks, or a picture whose small one is about to come. */
function isUnsettled({ state, thumbnail, content_type, ready_at }: Attachment): boolean {
  if (state === "scanning") return true;
  const isFresh = ready_at !== null && Date.now() - Date.parse(ready_at) < PICTURE_WITHIN;
  return state === "ready" && isFresh && !thumbnail && content_type.startsWith("image/");
}
