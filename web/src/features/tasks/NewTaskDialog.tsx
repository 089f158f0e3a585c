import { Group, Modal, Select, Stack, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { isProblem } from "@/api/problem";
import { FormActions } from "@/components/FormActions";
import { inWords } from "@/components/feedback/in-words";
import { told } from "@/components/feedback/toasts";
import { likelyProject, rememberProject } from "@/features/projects/last";
import { projectsQuery } from "@/features/projects/queries";
import { FromTemplate } from "@/features/templates/parts/FromTemplate";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { useTaskChanger } from "./changes";
import { priorities } from "./choices/PriorityChoices";
import { messages } from "./messages";
import { useOpenTask } from "./opening";
import type { Priority } from "./queries";
import { messages as types } from "./types/messages";
import { choosable, useTypes } from "./types/queries";
import { type ChosenType, typeOf } from "./types/TypePick";

/** A task from anywhere, in the project one is in or was in last. */
export default function NewTaskDialog({ onClose }: { onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const { projectId: here } = useParams({ strict: false });
  const projects = useQuery(projectsQuery(workspaceId));
  const open = useOpenTask();
  const changer = useTaskChanger();
  const choices = projects.data?.filter(({ archived_at }) => !archived_at) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const projectId = likelyProject(choices, chosen, here);
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [priority, setPriority] = useState<Priority>("none");
  const [type, setType] = useState<ChosenType>(undefined);
  const project = choices.find(({ id }) => id === projectId);
  const typesHere = choosable(useTypes(), project);

  const create = useMutation({
    mutationFn: async () => {
      rememberProject(projectId ?? "");
      return changer.create({
        project_id: projectId ?? "",
        title: title.trim(),
        description,
        priority,
        ...typeOf(type),
      });
    },
    onSuccess: (task) => {
      onClose();
      told(messages.createdToast(task.key));
      open(task.key);
    },
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (title.trim() && projectId && !create.isPending) create.mutate();
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
  };
  const faults = isProblem(create.error) ? create.error.byField : {};
  return (
    <Modal opened onClose={onClose} title={messages.newTask} size="lg">
      <form onSubmit={submit} onKeyDown={keys}>
        <Stack gap="sm">
          <Textarea
            autosize
            data-autofocus
            size="md"
            aria-label={messages.title}
            placeholder={messages.title}
            value={title}
            maxLength={500}
            onChange={(event) => setTitle(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              submit();
            }}
            error={faults.title ?? (create.error ? inWords(create.error).text : undefined)}
          />
          <Textarea
            autosize
            minRows={3}
            maxRows={12}
            aria-label={messages.description}
            placeholder={messages.addDescription}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Group gap="sm" grow>
            <Select
              label={messages.project}
              data={choices.map(({ id, name }) => ({ value: id, label: name }))}
              value={projectId}
              onChange={(id) => {
                setChosen(id);
                setType(undefined);
              }}
              allowDeselect={false}
              searchable
            />
            <Select
              label={types.type}
              data={[
                { value: "none", label: types.plain },
                ...typesHere.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={
                typesHere.find(({ id }) => id === (type === undefined ? project?.default_type_id : type))
                  ?.id ?? "none"
              }
              onChange={(value) => setType(value === "none" ? null : value)}
              allowDeselect={false}
            />
            <Select
              label={messages.priority}
              data={priorities.map((value) => ({ value, label: messages.priorities[value] }))}
              value={priority}
              onChange={(value) => setPriority((value ?? "none") as Priority)}
              allowDeselect={false}
            />
          </Group>
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={create.isPending}
            isIncomplete={!title.trim() || !projectId}
            aside={<FromTemplate kind="task" onLeave={onClose} />}
          >
            {messages.create}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
