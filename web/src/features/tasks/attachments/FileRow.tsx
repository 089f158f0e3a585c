import { ActionIcon, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useUser } from "@/app/session-hooks";
import { ago } from "@/components/dates";
import { IconDownload, IconEdit, IconFile, IconTrash } from "@/components/icons";
import { useMay, usePeople } from "@/features/workspaces/queries";
import panels from "../panels/panels.module.css";
import type { useAttachmentActions } from "./actions";
import classes from "./attachments.module.css";
import { FileName } from "./FileName";
import { messages } from "./messages";
import type { Attachment } from "./queries";
import { sizeInWords } from "./sizes";

interface Props {
  file: Attachment;
  actions: ReturnType<typeof useAttachmentActions>;
  onPreview: () => void;
}

export function FileRow({ file, actions, onPreview }: Props) {
  const people = usePeople();
  const user = useUser();
  const mayDelete = useMay("attachment:delete", file.project_id);
  const mayChange = mayDelete || file.created_by === user.id;
  const [isRenaming, setRenaming] = useState(false);
  const isReady = file.state === "ready";
  const said = file.reason ? messages.reasons[file.reason] : messages.states[file.state];
  const detail = messages.detail(
    sizeInWords(file.size),
    people.name(file.created_by) ?? "",
    ago(file.created_at),
  );
  const open = () => (isPicture(file) ? onPreview() : void actions.download(file));
  return (
    <li className={panels.row} data-file={file.state}>
      <Picture file={file} />
      <span className={classes.text}>
        {isRenaming ? (
          <FileName
            name={file.name}
            onSave={(name) => void actions.rename(file, name)}
            onClose={() => setRenaming(false)}
          />
        ) : isReady ? (
          <UnstyledButton className={classes.name} title={messages.preview(file.name)} onClick={open}>
            {file.name}
          </UnstyledButton>
        ) : (
          <span className={classes.name}>{file.name}</span>
        )}
        <small data-state={file.state}>{said || detail}</small>
      </span>
      {isReady && (
        <ActionIcon
          size="sm"
          className={panels.more}
          aria-label={messages.download(file.name)}
          onClick={() => void actions.download(file)}
        >
          <IconDownload size={15} />
        </ActionIcon>
      )}
      {mayChange && (
        <>
          <ActionIcon
            size="sm"
            className={panels.more}
            aria-label={messages.rename(file.name)}
            onClick={() => setRenaming(true)}
          >
            <IconEdit size={15} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            className={panels.more}
            aria-label={messages.remove(file.name)}
            onClick={() => void actions.remove(file)}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </>
      )}
    </li>
  );
}

/** What a browser shows and runs nothing of. */
export function isPicture({ content_type, state }: Attachment): boolean {
  return state === "ready" && /^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(content_type);
}

function Picture({ file }: { file: Attachment }) {
  return (
    <span className={classes.picture}>
      {file.thumbnail_url ? (
        <img src={file.thumbnail_url} alt="" loading="lazy" />
      ) : (
        <IconFile size={18} stroke={1.5} />
      )}
    </span>
  );
}
