import { Button } from "@mantine/core";
import { api, ok } from "@/api/client";
import { useAction } from "@/components/feedback/use-action";
import { IconDownload } from "@/components/icons";
import { messages } from "../messages";

interface Props {
  workspaceId: string;
  exportId: string;
  name?: string;
}

/** Fetches the file of an export. Its address is good for a minute, so it is asked for at the click. */
export function DownloadButton({ workspaceId, exportId, name = "" }: Props) {
  const path = { workspace_id: workspaceId, export_id: exportId };
  const download = useAction(
    () => ok(api.POST("/v1/workspaces/{workspace_id}/exports/{export_id}/download", { params: { path } })),
    { onDone: ({ url }) => fetchFile(url) },
  );
  return (
    <Button
      size="compact-xs"
      variant="light"
      leftSection={<IconDownload size={13} />}
      loading={download.isPending}
      onClick={() => download.mutate()}
      aria-label={name ? `${messages.download}: ${name}` : undefined}
    >
      {messages.download}
    </Button>
  );
}

/** The storage says itself that it is to be saved, and under what name. */
function fetchFile(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.rel = "noopener";
  link.download = "";
  link.click();
}
