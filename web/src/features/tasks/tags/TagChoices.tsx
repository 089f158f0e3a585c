import { Combobox, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, ok } from "@/api/client";
import { failed } from "@/components/feedback/toasts";
import { IconCheck, IconPlus } from "@/components/icons";
import { useChoosing } from "@/components/use-choosing";
import { best } from "@/features/palette/find";
import { useMay, useWorkspaceId } from "@/features/workspaces/queries";
import { ColoredLabel } from "./ColoredLabel";
import { colorFor } from "./colors";
import { messages } from "./messages";
import { tagsQuery } from "./queries";
import classes from "./tags.module.css";

const SHOWN = 50;
const MAKE = "make";

interface Props {
  projectId: string;
  chosen: readonly string[];
  onToggle: (id: string) => void;
}

/** The tags of the workspace by name; a new one for those who may make some. */
export default function TagChoices({ projectId, chosen, onToggle }: Props) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const tags = useQuery(tagsQuery(workspaceId));
  const mayMake = useMay("tag:manage", projectId);
  const [typed, setTyped] = useState("");
  const open = tags.data?.filter(({ id, archived_at }) => !archived_at || chosen.includes(id)) ?? [];
  const found = best(open, ({ name }) => name, typed, SHOWN);
  const combobox = useChoosing(typed, found.length);
  const wanted = typed.trim();
  const isNew = wanted !== "" && !tags.data?.some(({ name }) => name.toLowerCase() === wanted.toLowerCase());

  const make = async () => {
    try {
      const made = await ok(
        api.POST("/v1/workspaces/{workspace_id}/tags", {
          params: { path: { workspace_id: workspaceId } },
          body: { name: wanted, color: colorFor(open.length), project_id: projectId },
        }),
      );
      client.setQueryData(tagsQuery(workspaceId).queryKey, (all) => (all ? [...all, made] : [made]));
      setTyped("");
      onToggle(made.id);
    } catch (error) {
      failed(error);
    }
  };
  return (
    <Combobox store={combobox} onOptionSubmit={(id) => (id === MAKE ? void make() : onToggle(id))}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          size="xs"
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={messages.find}
          aria-label={messages.find}
        />
      </Combobox.EventsTarget>
      <Combobox.Options aria-label={messages.find} className={classes.options} mt={4}>
        {found.map(({ id, name, color }) => (
          <Combobox.Option key={id} value={id} active={chosen.includes(id)}>
            <span className={classes.option}>
              <ColoredLabel name={name} color={color} />
              {chosen.includes(id) && <IconCheck size={14} />}
            </span>
          </Combobox.Option>
        ))}
        {isNew && mayMake && (
          <Combobox.Option value={MAKE}>
            <span className={classes.option}>
              {messages.make(wanted)}
              <IconPlus size={14} />
            </span>
          </Combobox.Option>
        )}
        {found.length === 0 && !(isNew && mayMake) && <Combobox.Empty>{messages.nothing}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}
