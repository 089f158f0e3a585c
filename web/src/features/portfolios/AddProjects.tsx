import { Button, Checkbox, Group, Modal, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Faint } from "@/components/Faint";
import { told } from "@/components/feedback/toasts";
import { useAction } from "@/components/feedback/use-action";
import { IconSearch } from "@/components/icons";
import { ProjectDot } from "@/features/projects/ProjectDot";
import { projectsQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./AddProjects.module.css";
import { useHeldChanger } from "./changes";
import { messages } from "./messages";
import { portfoliosKey } from "./queries";

/** How many the API takes at once. */
const MOST = 50;

interface Props {
  portfolioId: string;
  inside: ReadonlySet<string>;
  onClose: () => void;
}

/** Projects that are not in it yet, found by name or key, several at once. */
export default function AddProjects({ portfolioId, inside, onClose }: Props) {
  const workspaceId = useWorkspaceId();
  const client = useQueryClient();
  const changer = useHeldChanger(portfolioId);
  const projects = useQuery(projectsQuery(workspaceId));
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const outside = (projects.data ?? []).filter(({ id }) => !inside.has(id));
  const wanted = text.trim().toLocaleLowerCase();
  const found = outside.filter(({ name, key }) => `${key} ${name}`.toLocaleLowerCase().includes(wanted));
  const add = useAction(() => changer.add([...chosen]), {
    onDone: () => {
      told(messages.added(chosen.length));
      onClose();
      return client.invalidateQueries({ queryKey: portfoliosKey(workspaceId) });
    },
  });
  const toggle = (id: string, isChosen: boolean) =>
    setChosen((before) => (isChosen ? [...before, id] : before.filter((one) => one !== id)));
  return (
    <Modal opened onClose={onClose} title={messages.addProjects}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.length > 0) add.mutate();
        }}
      >
        <TextInput
          data-autofocus
          aria-label={messages.search}
          placeholder={messages.search}
          leftSection={<IconSearch size={15} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <ul className={classes.choices}>
          {found.map((project) => (
            <li key={project.id}>
              <Checkbox
                checked={chosen.includes(project.id)}
                disabled={chosen.length >= MOST && !chosen.includes(project.id)}
                onChange={(event) => toggle(project.id, event.currentTarget.checked)}
                label={
                  <span className={classes.choice}>
                    <ProjectDot project={project} />
                    <span>{project.name}</span>
                    <small>{project.key}</small>
                  </span>
                }
              />
            </li>
          ))}
        </ul>
        {projects.isSuccess && found.length === 0 && (
          <Faint>{outside.length === 0 ? messages.allIn : messages.nothingFound}</Faint>
        )}
        <Group justify="flex-end" gap="xs" mt="md">
          <Button variant="default" onClick={onClose}>
            {messages.cancel}
          </Button>
          <Button type="submit" disabled={chosen.length === 0} loading={add.isPending}>
            {messages.addMany(chosen.length)}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
