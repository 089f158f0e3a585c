import { ActionIcon, Button, Progress } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { IconClose, IconFile } from "@/components/icons";
import { useWorkspaceId } from "@/features/workspaces/queries";
import panels from "../panels/panels.module.css";
import classes from "./attachments.module.css";
import { messages } from "./messages";
import { sizeInWords } from "./sizes";
import { type Upload, uploads } from "./uploads";

/** A file on its way, or why it did not arrive. */
export function UploadRow({ upload }: { upload: Upload }) {
  const client = useQueryClient();
  const workspaceId = useWorkspaceId();
  const { file, sent, failure } = upload;
  const percent = Math.round((sent ?? 0) * 100);
  return (
    <li className={panels.row}>
      <span className={classes.picture}>
        <IconFile size={18} stroke={1.5} />
      </span>
      <span className={classes.text}>
        <span className={classes.name}>{file.name}</span>
        {failure ? (
          <small data-state="rejected" role="alert">
            {failure}
          </small>
        ) : (
          <small>
            {sent === null ? messages.preparing : `${messages.sending(percent)} · ${sizeInWords(file.size)}`}
          </small>
        )}
        {!failure && (
          <Progress
            size={3}
            value={percent}
            aria-label={messages.sendingLabel(file.name)}
            animated={sent === null}
          />
        )}
      </span>
      {failure && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => uploads.retry(client, workspaceId, upload)}
        >
          {messages.retry}
        </Button>
      )}
      <ActionIcon
        size="sm"
        aria-label={failure ? messages.dismiss(file.name) : messages.cancel(file.name)}
        onClick={() => uploads.cancel(workspaceId, upload)}
      >
        <IconClose size={15} />
      </ActionIcon>
    </li>
  );
}
