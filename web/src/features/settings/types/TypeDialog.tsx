import { ColorSwatch, Group, Modal, Stack, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { FormActions } from "@/components/FormActions";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { COLORS, colorFor } from "@/features/tasks/tags/colors";
import { messages as typeMessages } from "@/features/tasks/types/messages";
import { type TaskType, type TypeIconName, typesQuery, useTypes } from "@/features/tasks/types/queries";
import { TypeIcon } from "@/features/tasks/types/TypeIcon";
import classes from "@/features/tasks/types/types.module.css";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";

const ICONS = Object.keys(typeMessages.icons) as TypeIconName[];

/** A type that is changed; null: a new one. */
export function TypeDialog({ type, onClose }: { type: TaskType | null; onClose: () => void }) {
  const workspaceId = useWorkspaceId();
  const count = useTypes().length;
  const [name, setName] = useState(type?.name ?? "");
  const [description, setDescription] = useState(type?.description ?? "");
  const [icon, setIcon] = useState<TypeIconName>(type?.icon ?? "star");
  const [color, setColor] = useState(type ? type.color : colorFor(count));
  const body = { name: name.trim(), description: description.trim(), icon, color };
  const path = { workspace_id: workspaceId };
  const save = useAction(
    () =>
      type
        ? ok(
            api.PATCH("/v1/workspaces/{workspace_id}/task-types/{task_type_id}", {
              params: { path: { ...path, task_type_id: type.id } },
              body,
            }),
          )
        : ok(api.POST("/v1/workspaces/{workspace_id}/task-types", { params: { path }, body })),
    { refresh: [typesQuery(workspaceId).queryKey], hasFields: true, onDone: onClose },
  );
  const faults = faultsOf(save.error);
  return (
    <Modal opened onClose={onClose} title={type ? messages.edit(type.name) : messages.newType}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            withAsterisk={false}
            maxLength={40}
            label={messages.name}
            leftSection={<TypeIcon type={{ icon, color, archived_at: null, deleted_at: null }} />}
            value={name}
            error={faults.name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <fieldset className={classes.choice}>
            <legend>{messages.icon}</legend>
            <div className={classes.pictures}>
              {ICONS.map((one) => (
                <UnstyledButton
                  key={one}
                  className={classes.picture}
                  aria-label={typeMessages.icons[one]}
                  aria-pressed={one === icon}
                  title={typeMessages.icons[one]}
                  onClick={() => setIcon(one)}
                >
                  <TypeIcon type={{ icon: one, color, archived_at: null, deleted_at: null }} size={18} />
                </UnstyledButton>
              ))}
            </div>
          </fieldset>
          <fieldset className={classes.choice}>
            <legend>{messages.color}</legend>
            <Group gap={8}>
              {[...new Set([...(color ? [color] : []), ...COLORS])].map((one) => (
                <UnstyledButton
                  key={one}
                  className={classes.color}
                  aria-label={one}
                  aria-pressed={one === color}
                  onClick={() => setColor(one)}
                >
                  <ColorSwatch size={20} color={one} />
                </UnstyledButton>
              ))}
            </Group>
          </fieldset>
          <TextInput
            label={messages.description}
            placeholder={messages.descriptionHint}
            maxLength={200}
            value={description}
            error={faults.description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={save.isPending}
            isIncomplete={!name.trim()}
          >
            {type ? messages.save : messages.create}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
