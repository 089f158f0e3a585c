import { Modal, Radio, Stack, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { FormActions } from "@/components/FormActions";
import { failed, told } from "@/components/feedback/toasts";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";
import { addressesIn, invitationsQuery } from "./invitations";
import type { WorkspaceRole } from "./roles";

/** Several at once; whoever could not be invited stays in the field. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [role, setRole] = useState<WorkspaceRole>("member");
  const [isSending, setSending] = useState(false);
  const addresses = addressesIn(text);

  const send = async () => {
    setSending(true);
    const left: string[] = [];
    for (const email of addresses) {
      try {
        const params = { path: { workspace_id: workspaceId } };
        await ok(api.POST("/v1/workspaces/{workspace_id}/invitations", { params, body: { email, role } }));
      } catch (error) {
        left.push(email);
        failed(error, messages.notInvited(email));
      }
    }
    setSending(false);
    await client.invalidateQueries({ queryKey: invitationsQuery(workspaceId).queryKey });
    const sent = addresses.length - left.length;
    if (sent > 0) told(messages.invited(sent));
    if (left.length === 0) onClose();
    else setText(left.join("\n"));
  };
  return (
    <Modal opened onClose={onClose} title={messages.invite}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack>
          <Textarea
            label={messages.addresses}
            description={messages.inviteText}
            autosize
            minRows={3}
            maxRows={10}
            data-autofocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Radio.Group
            label={messages.role}
            value={role}
            onChange={(value) => setRole(value as WorkspaceRole)}
          >
            <Stack gap={8} mt={6}>
              {(["member", "guest", "ws_admin"] as const).map((value) => (
                <Radio
                  key={value}
                  size="sm"
                  value={value}
                  label={messages.roles[value]}
                  description={messages.roleHints[value]}
                />
              ))}
            </Stack>
          </Radio.Group>
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={isSending}
            isIncomplete={addresses.length === 0}
          >
            {messages.sendInvitations}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
