import { ActionIcon, Loader, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { IconArrowLeft, IconChevronRight, IconDownload } from "@/components/icons";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { addressOf } from "./actions";
import classes from "./attachments.module.css";
import { messages } from "./messages";
import type { Attachment } from "./queries";

const ADDRESS_WORKS = 50_000;

interface Props {
  pictures: readonly Attachment[];
  shown: string;
  onShow: (id: string) => void;
  onDownload: (file: Attachment) => void;
  onClose: () => void;
}

/** A picture as large as the window; the arrow keys go on to the others. */
export default function Lightbox({ pictures, shown, onShow, onDownload, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const place = pictures.findIndex(({ id }) => id === shown);
  const file = pictures[place];
  const address = useQuery({
    queryKey: ["workspace", workspaceId, "attachment", shown, "inline"],
    queryFn: () => addressOf(workspaceId, shown, true),
    staleTime: ADDRESS_WORKS,
  });
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      const next = pictures[place + (key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0)];
      if (next && next.id !== shown) onShow(next.id);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [pictures, place, shown, onShow]);
  if (!file) return null;
  const before = pictures[place - 1];
  const after = pictures[place + 1];
  return (
    <Modal opened onClose={onClose} title={file.name} size="min(1100px, 94vw)" padding="sm">
      <div className={classes.stage}>
        {address.isPending && <Loader />}
        {address.isError && <ProblemNotice error={address.error} retry={address.refetch} />}
        {address.data?.download_url && <img src={address.data.download_url} alt={file.name} />}
      </div>
      <footer className={classes.stageFoot}>
        <ActionIcon
          disabled={!before}
          aria-label={messages.previous}
          onClick={() => before && onShow(before.id)}
        >
          <IconArrowLeft size={18} />
        </ActionIcon>
        <span>{messages.place(place + 1, pictures.length)}</span>
        <ActionIcon disabled={!after} aria-label={messages.next} onClick={() => after && onShow(after.id)}>
          <IconChevronRight size={18} />
        </ActionIcon>
        <ActionIcon aria-label={messages.download(file.name)} onClick={() => onDownload(file)}>
          <IconDownload size={18} />
        </ActionIcon>
      </footer>
    </Modal>
  );
}
