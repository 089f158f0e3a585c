import { Modal, Radio, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { useUser } from "@/app/session-hooks";
import { DayRange } from "@/components/DayRange";
import { FormActions } from "@/components/FormActions";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { ColorChoice } from "@/features/projects/ColorChoice";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { colorIn } from "./colors";
import { messages } from "./messages";
import { type Portfolio, portfolioPath, portfoliosKey } from "./queries";

interface Props {
  /** The one to change; null for a new one. */
  portfolio: Portfolio | null;
  /** Whether who sees it can be chosen, too. */
  mayShare: boolean;
  onClose: () => void;
  onDone?: (portfolio: Portfolio) => void;
}

export function PortfolioForm({ portfolio, mayShare, onClose, onDone }: Props) {
  const workspaceId = useWorkspaceId();
  const user = useUser();
  const people = usePeople();
  const [form, setForm] = useState({
    name: portfolio?.name ?? "",
    description: portfolio?.description ?? "",
    color: colorIn(portfolio ?? { color: null }),
    owner_id: portfolio?.owner_id ?? user.id,
    start_on: portfolio?.start_on ?? "",
    due_on: portfolio?.due_on ?? "",
    visibility: portfolio?.visibility ?? ("public" as const),
    member_access: portfolio?.member_access ?? ("view" as const),
  });
  const change = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }));
  const save = useAction<Portfolio>(
    () => {
      const { visibility, member_access, ...rest } = form;
      const body = {
        ...rest,
        name: form.name.trim(),
        start_on: form.start_on || null,
        due_on: form.due_on || null,
        ...(mayShare ? { visibility, member_access } : {}),
      };
      if (!portfolio) {
        const params = { path: { workspace_id: workspaceId } };
        return ok(api.POST("/v1/workspaces/{workspace_id}/portfolios", { params, body }));
      }
      const { path } = portfolioPath(workspaceId, portfolio.id).params;
      return ok(
        api.PATCH("/v1/workspaces/{workspace_id}/portfolios/{portfolio_id}", {
          params: { path, header: ifMatch(portfolio) },
          body,
        }),
      );
    },
    {
      refresh: [portfoliosKey(workspaceId)],
      hasFields: true,
      onDone: (done) => {
        onClose();
        onDone?.(done);
      },
    },
  );
  const faults = faultsOf(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.name.trim()) save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={portfolio ? messages.editPortfolio : messages.newPortfolio}
      size="lg"
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            label={messages.name}
            maxLength={120}
            value={form.name}
            error={faults.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Textarea
            autosize
            minRows={2}
            maxRows={10}
            label={messages.description}
            value={form.description}
            error={faults.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <ColorChoice value={form.color} onChange={(color) => change({ color })} />
          <Select
            searchable
            label={messages.owner}
            allowDeselect={false}
            data={people.list.map(({ id, name: label }) => ({ value: id, label }))}
            value={form.owner_id}
            error={faults.owner_id}
            onChange={(owner_id) => owner_id && change({ owner_id })}
          />
          <DayRange
            start={{
              label: messages.startOn,
              value: form.start_on,
              error: faults.start_on,
              onChange: (start_on) => change({ start_on }),
            }}
            end={{
              label: messages.dueOn,
              value: form.due_on,
              error: faults.due_on,
              onChange: (due_on) => change({ due_on }),
            }}
          />
          {mayShare && (
            <Radio.Group
              label={messages.visibility}
              value={form.visibility}
              onChange={(value) => change({ visibility: value as Portfolio["visibility"] })}
            >
              <Stack gap={6} mt={6}>
                <Radio size="sm" value="public" label={messages.public} />
                <Radio size="sm" value="private" label={messages.onlyMembers} />
              </Stack>
            </Radio.Group>
          )}
          {mayShare && form.visibility === "public" && (
            <Select
              label={messages.memberAccess}
              allowDeselect={false}
              data={(["view", "edit"] as const).map((value) => ({ value, label: messages.accesses[value] }))}
              value={form.member_access === "edit" ? "edit" : "view"}
              onChange={(value) => change({ member_access: value as Portfolio["member_access"] })}
            />
          )}
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={save.isPending}
            isIncomplete={!form.name.trim()}
          >
            {portfolio ? messages.save : messages.create}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
