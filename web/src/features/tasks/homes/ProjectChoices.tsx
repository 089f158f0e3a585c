import { Combobox, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useChoosing } from "@/components/use-choosing";
import { best } from "@/features/palette/find";
import { ProjectDot } from "@/features/projects/ProjectDot";
import { type Project, projectsQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import tags from "../tags/tags.module.css";
import { messages } from "./messages";

const SHOWN = 30;

interface Props {
  except: readonly string[];
  onChoose: (project: Project) => void;
}

export default function ProjectChoices({ except, onChoose }: Props) {
  const projects = useQuery(projectsQuery(useWorkspaceId()));
  const [typed, setTyped] = useState("");
  const open = projects.data?.filter(({ id, archived_at }) => !archived_at && !except.includes(id)) ?? [];
  const found = best(open, ({ name, key }) => `${name} ${key}`, typed, SHOWN);
  const combobox = useChoosing(typed, found.length);

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const project = open.find((one) => one.id === id);
        if (project) onChoose(project);
      }}
    >
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          size="xs"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={messages.find}
          aria-label={messages.find}
        />
      </Combobox.EventsTarget>
      <Combobox.Options aria-label={messages.find} className={tags.options} mt={4}>
        {found.map((project) => (
          <Combobox.Option key={project.id} value={project.id}>
            <span className={tags.option}>
              <ProjectDot project={project} />
              {project.name}
            </span>
          </Combobox.Option>
        ))}
        {found.length === 0 && <Combobox.Empty>{messages.nothing}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}
