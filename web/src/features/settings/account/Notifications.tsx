import { Checkbox, Group, NumberInput, Select, Skeleton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, ok, type Schemas } from "@/api/client";
import { ProblemNotice } from "@/components/feedback/ProblemNotice";
import { useAction } from "@/components/feedback/use-action";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { Block } from "../parts/Block";
import classes from "../settings.module.css";

type Preferences = Schemas["PreferencesView"];

/** What one is told where. Every choice is saved at once. */
export function Notifications() {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const params = { path: { workspace_id: workspaceId } };
  const queryKey = ["workspace", workspaceId, "notification-preferences"];
  const preferences = useQuery({
    queryKey,
    queryFn: () => ok(api.GET("/v1/workspaces/{workspace_id}/notification-preferences", { params })),
  });
  const save = useAction(
    ({ version: _, ...body }: Preferences) =>
      ok(api.PUT("/v1/workspaces/{workspace_id}/notification-preferences", { params, body })),
    { refresh: [queryKey] },
  );
  if (preferences.isPending) return <Skeleton h={240} />;
  if (!preferences.data) return <ProblemNotice error={preferences.error} retry={preferences.refetch} />;
  const now = preferences.data;
  const change = (changes: Partial<Preferences>) => {
    const next = { ...now, ...changes };
    client.setQueryData(queryKey, next);
    save.mutate(next);
  };
  return (
    <Block title={messages.notifications} text={messages.notificationsText}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{messages.reason}</th>
            <th scope="col">{messages.inbox}</th>
            <th scope="col">{messages.mail}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(now.channels).map(([reason, channels]) => (
            <tr key={reason}>
              <td>{messages.reasons[reason] ?? reason}</td>
              {(["inbox", "mail"] as const).map((channel) => (
                <td key={channel}>
                  <Checkbox
                    size="sm"
                    aria-label={`${messages.reasons[reason] ?? reason}: ${messages[channel]}`}
                    checked={channels[channel]}
                    onChange={(event) =>
                      change({
                        channels: {
                          ...now.channels,
                          [reason]: { ...channels, [channel]: event.currentTarget.checked },
                        },
                      })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Group mt="lg" align="end">
        <Select
          label={messages.digest}
          data={Object.entries(messages.digests).map(([value, label]) => ({ value, label }))}
          value={now.digest}
          onChange={(value) => value && change({ digest: value as Preferences["digest"] })}
          allowDeselect={false}
        />
        {now.digest === "daily" && (
          <NumberInput
            label={messages.digestHour}
            w={140}
            min={0}
            max={23}
            value={now.digest_hour}
            onChange={(value) => typeof value === "number" && change({ digest_hour: value })}
          />
        )}
      </Group>
    </Block>
  );
}
