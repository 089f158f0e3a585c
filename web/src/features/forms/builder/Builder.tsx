import { Button, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useBlocker, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, ifMatch, ok } from "@/api/client";
import { undoable } from "@/components/feedback/toasts";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { ColorChoice } from "@/features/projects/ColorChoice";
import { projectColors } from "@/features/projects/colors";
import { projectQuery, sectionsQuery } from "@/features/projects/queries";
import { messages as typeMessages } from "@/features/tasks/types/messages";
import { choosable, useTypes } from "@/features/tasks/types/queries";
import { type Question, questionsToSend } from "../building";
import classes from "../forms.module.css";
import { messages } from "../messages";
import { type Form, formsKey } from "../queries";
import { Preview } from "./Preview";
import { QuestionList } from "./QuestionList";

interface Draft {
  name: string;
  description: string;
  confirmation: string;
  section_id: string | null;
  type_id: string | null;
  color: string | null;
  questions: Question[];
}

/** The form is changed on the screen first, with a preview beside it, and saved as a whole. */
export function Builder({ form, mayManage }: { form: Form; mayManage: boolean }) {
  const { workspace_id: workspaceId, project_id: projectId, id: formId } = form;
  const client = useQueryClient();
  const navigate = useNavigate();
  const sections = useQuery(sectionsQuery(workspaceId, projectId));
  const project = useQuery(projectQuery(workspaceId, form.project_id));
  const types = choosable(useTypes(), project.data, form.type_id);
  const { name, description, confirmation, section_id, type_id, color, questions } = form;
  const begun: Draft = { name, description, confirmation, section_id, type_id, color, questions };
  const [draft, setDraft] = useState(begun);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(begun);
  const path = { workspace_id: workspaceId, form_id: formId };
  const refresh = [formsKey(workspaceId) as unknown as string[]];
  const save = useAction(
    () =>
      ok(
        api.PATCH("/v1/workspaces/{workspace_id}/forms/{form_id}", {
          params: { path, header: ifMatch(form) },
          body: { ...draft, questions: questionsToSend(draft.questions) },
        }),
      ),
    { refresh, done: messages.saved, hasFields: true },
  );
  const remove = useAction(
    () => api.DELETE("/v1/workspaces/{workspace_id}/forms/{form_id}", { params: { path } }),
    {
      onDone: async () => {
        await navigate({
          to: "/w/$workspaceId/p/$projectId/forms",
          params: { workspaceId, projectId },
          ignoreBlocker: true,
        });
        await client.invalidateQueries({ queryKey: formsKey(workspaceId) });
        undoable(messages.deleted(form.name), async () => {
          await api.POST("/v1/workspaces/{workspace_id}/forms/{form_id}/restore", { params: { path } });
          await client.invalidateQueries({ queryKey: formsKey(workspaceId) });
        });
      },
    },
  );
  useBlocker({
    shouldBlockFn: () => isChanged && !window.confirm(messages.leave),
    enableBeforeUnload: isChanged,
  });
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const faults = faultsOf(save.error);
  const faultOf = (place: number) =>
    Object.entries(faults)
      .filter(([field]) => field.startsWith(`questions.${place}.`))
      .map(([, what]) => what)
      .join(" ");
  const preview = <Preview draft={draft} />;
  if (!mayManage) return <div className={classes.alone}>{preview}</div>;
  return (
    <div className={classes.builder}>
      <div className={classes.editing}>
        <Stack gap="md">
          <TextInput
            label={messages.name}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={faults.name}
            maxLength={120}
            required
            withAsterisk={false}
          />
          <Textarea
            label={messages.description}
            description={messages.descriptionHint}
            autosize
            minRows={2}
            maxLength={5000}
            value={draft.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
            error={faults.description}
          />
        </Stack>
        <QuestionList
          projectId={projectId}
          questions={draft.questions}
          faultOf={faultOf}
          onChange={(next) => change({ questions: next })}
        />
        <section className={classes.block}>
          <h3>{messages.look}</h3>
          <Stack gap="md">
            <ColorChoice
              value={draft.color ?? projectColors[0]}
              onChange={(next) => change({ color: next })}
            />
            <Textarea
              label={messages.confirmation}
              placeholder={messages.confirmationExample}
              autosize
              minRows={2}
              maxLength={5000}
              value={draft.confirmation}
              onChange={(event) => change({ confirmation: event.currentTarget.value })}
            />
            <Select
              label={messages.section}
              data={[
                { value: "", label: messages.anySection },
                ...(sections.data?.map((section) => ({ value: section.id, label: section.name })) ?? []),
              ]}
              value={draft.section_id ?? ""}
              allowDeselect={false}
              onChange={(value) => change({ section_id: value || null })}
            />
            <Select
              label={messages.type}
              data={[
                { value: "", label: typeMessages.plain },
                ...types.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={draft.type_id ?? ""}
              allowDeselect={false}
              onChange={(value) => change({ type_id: value || null })}
            />
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              className={classes.asIs ?? ""}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {messages.delete}
            </Button>
          </Stack>
        </section>
      </div>
      <aside className={classes.side} aria-label={messages.preview}>
        <p>{messages.previewText}</p>
        {preview}
      </aside>
      {isChanged && (
        <div className={classes.saveBar} data-lifts-toasts role="status">
          <span>{messages.unsaved}</span>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setDraft(begun)}>
            {messages.discard}
          </Button>
          <Button size="compact-sm" loading={save.isPending} onClick={() => save.mutate()}>
            {messages.save}
          </Button>
        </div>
      )}
    </div>
  );
}
