import { Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, ok } from "@/api/client";
import { sizeInWords } from "@/features/tasks/attachments/sizes";
import { useMay } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";

const NEARLY_FULL = 90;

/** How much room the files of a workspace take. */
export function Storage({ workspaceId }: { workspaceId: string }) {
  const mayManage = useMay("workspace:manage");
  const { data } = useQuery({
    queryKey: ["workspace", workspaceId, "storage"],
    queryFn: () =>
      ok(
        api.GET("/v1/workspaces/{workspace_id}/storage", { params: { path: { workspace_id: workspaceId } } }),
      ),
    enabled: mayManage,
  });
  if (!mayManage || !data) return null;
  const percent = Math.min(100, (data.used_bytes / data.limit_bytes) * 100);
  const words = messages.storageUsed(sizeInWords(data.used_bytes), sizeInWords(data.limit_bytes));
  const isNearlyFull = percent >= NEARLY_FULL;
  return (
    <Block title={messages.storage} text={messages.storageText}>
      <Progress
        value={percent}
        {...(isNearlyFull ? { color: "red" } : {})}
        aria-label={messages.storage}
        maw={420}
      />
      <Text size="sm" mt={6}>
        {words}
      </Text>
      {isNearlyFull && (
        <Text size="sm" c="red" mt={4}>
          {messages.storageFull}
        </Text>
      )}
    </Block>
  );
}
