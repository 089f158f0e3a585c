import { ActionIcon, Popover, UnstyledButton } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { IconClose, IconPlus } from "@/components/icons";
import { projectsQuery } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import homes from "../homes/homes.module.css";
import { TaskLink } from "../opening";
import { taskQuery } from "../queries";
import type { ValueProps } from "./FieldValue";
import { messages } from "./messages";

const TaskPicker = lazy(() => import("../picker/TaskPicker"));
const ProjectChoices = lazy(() => import("../homes/ProjectChoices"));

/** Other tasks, or projects, that the field names. */
export function ReferenceValue({ task, field, value, saving, isFixed }: ValueProps) {
  const [isOpen, setOpen] = useState(false);
  const chosen = (value as string[] | null) ?? [];
  const put = (ids: string[]) => void saving.save(ids.length > 0 ? ids : null);
  const add = (id: string) => {
    setOpen(false);
    put(field.multiple ? [...chosen, id] : [id]);
  };
  const isProject = field.reference_to === "project";
  const opener = (
    <UnstyledButton
      className={homes.add}
      aria-label={messages.choose(field.name)}
      onClick={() => setOpen(!isOpen)}
    >
      <IconPlus size={13} />
    </UnstyledButton>
  );
  return (
    <div className={homes.homes}>
      {isProject ? <Projects ids={chosen} /> : <Tasks ids={chosen} />}
      {!isFixed && chosen.length > 0 && (
        <ActionIcon
          size="xs"
          aria-label={messages.removeReference(field.name)}
          onClick={() => put(chosen.slice(0, -1))}
        >
          <IconClose size={12} />
        </ActionIcon>
      )}
      {!isFixed && isProject && (
        <Popover opened={isOpen} onChange={setOpen} width={260} position="bottom-start" trapFocus returnFocus>
          <Popover.Target>{opener}</Popover.Target>
          <Popover.Dropdown p={6}>
            <Suspense>
              <ProjectChoices except={chosen} onChoose={({ id }) => add(id)} />
            </Suspense>
          </Popover.Dropdown>
        </Popover>
      )}
      {!isFixed && !isProject && opener}
      {!isProject && isOpen && (
        <Suspense>
          <TaskPicker
            title={messages.choose(field.name)}
            projectId={task.project_id}
            except={[task.id, ...chosen]}
            onClose={() => setOpen(false)}
            onChoose={({ id }) => add(id)}
          />
        </Suspense>
      )}
    </div>
  );
}

function Tasks({ ids }: { ids: readonly string[] }) {
  const workspaceId = useWorkspaceId();
  const found = useQueries({
    queries: ids.map((id) => ({ ...taskQuery(workspaceId, id), staleTime: 60_000, retry: false })),
  });
  return found.map(({ data }, index) =>
    data ? (
      <TaskLink key={ids[index]} taskKey={data.key} className={homes.link}>
        {data.key} {data.title}
      </TaskLink>
    ) : (
      <span key={ids[index]}>{messages.hidden}</span>
    ),
  );
}

function Projects({ ids }: { ids: readonly string[] }) {
  const workspaceId = useWorkspaceId();
  const { data } = useQuery(projectsQuery(workspaceId));
  return ids.map((id) => {
    const project = data?.find((one) => one.id === id);
    if (!project) return <span key={id}>{messages.hidden}</span>;
    return (
      <Link
        key={id}
        to="/w/$workspaceId/p/$projectId"
        params={{ workspaceId, projectId: id }}
        className={homes.link}
      >
        {project.name}
      </Link>
    );
  });
}
