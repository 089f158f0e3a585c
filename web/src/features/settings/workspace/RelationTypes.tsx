import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, ok, type Schemas } from "@/api/client";
import { undoable } from "@/components/feedback/toasts";
import { faultsOf, useAction } from "@/components/feedback/use-action";
import { IconTrash } from "@/components/icons";
import { type RelationType, relationTypesQuery } from "@/features/tasks/relations/queries";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { Block } from "../parts/Block";
import { Row, Rows } from "../parts/Rows";
import classes from "../settings.module.css";
import { messages } from "./relation-messages";

const MOST_LETTERS = 60;

/** In which words tasks of the workspace relate to each other. */
export function RelationTypes() {
  const workspaceId = useWorkspaceId();
  const types = useQuery(relationTypesQuery(workspaceId));
  const mayManage = useMay("field:manage");
  return (
    <Block title={messages.title} text={messages.text}>
      {mayManage && <NewType workspaceId={workspaceId} />}
      <Rows query={types} empty={messages.none}>
        {(type) =>
          mayManage ? (
            <TypeRow key={`${type.id}${type.outward}${type.inward}`} type={type} workspaceId={workspaceId} />
          ) : (
            <Row key={type.id} title={type.outward} detail={type.inward ?? messages.symmetric} />
          )
        }
      </Rows>
    </Block>
  );
}

function NewType({ workspaceId }: { workspaceId: string }) {
  const [outward, setOutward] = useState("");
  const [inward, setInward] = useState("");
  const add = useAction(
    () =>
      ok(
        api.POST("/v1/workspaces/{workspace_id}/relation-types", {
          params: { path: { workspace_id: workspaceId } },
          body: { outward: outward.trim(), inward: inward.trim() || null },
        }),
      ),
    {
      refresh: [relationTypesQuery(workspaceId).queryKey],
      hasFields: true,
      onDone: () => {
        setOutward("");
        setInward("");
      },
    },
  );
  const faults = faultsOf(add.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (outward.trim()) add.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" mb="md" align="flex-start">
        <NewWords
          label={messages.outward}
          placeholder={messages.outwardHint}
          value={outward}
          error={faults.outward}
          onChange={setOutward}
        />
        <NewWords
          label={messages.inward}
          placeholder={messages.inwardHint}
          value={inward}
          error={faults.inward}
          onChange={setInward}
        />
        <Button type="submit" variant="default" mt={24} loading={add.isPending} disabled={!outward.trim()}>
          {messages.add}
        </Button>
      </Group>
    </form>
  );
}

interface NewWordsProps {
  label: string;
  placeholder: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function NewWords({ onChange, ...rest }: NewWordsProps) {
  return (
    <TextInput
      {...rest}
      flex="1 1 180px"
      maxLength={MOST_LETTERS}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const address = "/v1/workspaces/{workspace_id}/relation-types/{relation_type_id}" as const;

function TypeRow({ type, workspaceId }: { type: RelationType; workspaceId: string }) {
  const params = { path: { workspace_id: workspaceId, relation_type_id: type.id } };
  const refresh = [relationTypesQuery(workspaceId).queryKey];
  const change = useAction(
    (body: Schemas["RelationTypeChanges"]) => ok(api.PATCH(address, { params, body })),
    { refresh },
  );
  const restore = useAction(() => ok(api.POST(`${address}/restore`, { params })), { refresh });
  const remove = useAction(() => ok(api.DELETE(address, { params })), {
    refresh,
    onDone: () => undoable(messages.removed(type.outward), () => restore.mutateAsync()),
  });
  return (
    <li className={classes.row}>
      <Words
        label={messages.wordsOf(messages.outward, type.outward)}
        known={type.outward}
        onSave={(outward) => change.mutate({ outward })}
      />
      {type.inward === null ? (
        <span className={classes.rowText}>
          <small>{messages.symmetric}</small>
        </span>
      ) : (
        <Words
          label={messages.wordsOf(messages.inward, type.outward)}
          known={type.inward}
          onSave={(inward) => change.mutate({ inward })}
        />
      )}
      <ActionIcon color="red" aria-label={messages.remove(type.outward)} onClick={() => remove.mutate()}>
        <IconTrash size={15} />
      </ActionIcon>
    </li>
  );
}

interface WordsProps {
  label: string;
  known: string;
  onSave: (words: string) => void;
}

function Words({ label, known, onSave }: WordsProps) {
  const [text, setText] = useState(known);
  const save = () => {
    const words = text.trim();
    if (!words) setText(known);
    else if (words !== known) onSave(words);
  };
  return (
    <TextInput
      size="xs"
      flex="1 1 90px"
      miw={0}
      maxLength={MOST_LETTERS}
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
      }}
    />
  );
}
