import { Modal, Stack, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FormActions } from "@/components/FormActions";
import { messages } from "./messages";
import { type Shown, useSavedViews } from "./saving";
import { useViewSearch } from "./use-search";

interface Props {
  projectId: string;
  shown: Shown;
  onClose: () => void;
}

/** A name for what is on the screen. */
export default function SaveViewDialog({ projectId, shown, onClose }: Props) {
  const saved = useSavedViews(projectId);
  const { change } = useViewSearch();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const [isPending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    const view = await saved.create(name.trim(), isShared ? "shared" : "personal", shown);
    setPending(false);
    if (!view) return;
    onClose();
    change({ view: view.id, cols: undefined }, { replace: true });
  };
  return (
    <Modal opened onClose={onClose} title={messages.save} size="sm">
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput
            label={messages.name}
            placeholder={messages.namePlaceholder}
            data-autofocus
            required
            withAsterisk={false}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Switch
            label={messages.share}
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <FormActions
            cancel={messages.cancel}
            onCancel={onClose}
            isSending={isPending}
            isIncomplete={!name.trim()}
          >
            {messages.save}
          </FormActions>
        </Stack>
      </form>
    </Modal>
  );
}
