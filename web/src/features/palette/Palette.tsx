import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from "react";
import { IconHistory, IconSearch } from "@/components/icons";
import { Keys } from "@/components/Keys";
import { ProjectDot } from "@/features/projects/ProjectDot";
import { projectsQuery } from "@/features/projects/queries";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import { TypeMark } from "@/features/tasks/types/TypeIcon";
import { best } from "./find";
import { messages } from "./messages";
import classes from "./palette.module.css";
import { allCommands, type CommandContext } from "./registry";
import { useTasks } from "./tasks";

const LATELY = 4;

interface Item {
  id: string;
  group: string;
  label: string;
  icon: ReactNode;
  aside?: ReactNode;
  run: () => void;
}

/** One field that finds projects, tasks and commands, and does them. */
export default function Palette({ context, onClose }: { context: CommandContext; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const { items, isLooking } = useItems(context, typed);
  const list = useId();

  const run = (item: Item | undefined) => {
    if (!item) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = (active + step + items.length) % Math.max(1, items.length);
      setActive(next);
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(items[active]);
    }
  };
  return (
    <Modal.Root opened onClose={onClose} size={580} padding={0} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label={messages.title} aria-labelledby={undefined}>
        <TextInput
          variant="unstyled"
          size="md"
          classNames={{ input: classes.field ?? "" }}
          leftSection={<IconSearch size={18} />}
          leftSectionWidth={46}
          placeholder={messages.placeholder}
          aria-label={messages.placeholder}
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={items[active] ? `${list}-${active}` : undefined}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          data-autofocus
        />
        <div id={list} role="listbox" aria-label={messages.title} className={classes.list} tabIndex={-1}>
          {items.length === 0 && (
            <p className={classes.nothing}>{isLooking ? messages.looking : messages.nothing}</p>
          )}
          {items.map((item, index) => (
            <div key={item.id} role="presentation">
              {item.group !== items[index - 1]?.group && <div className={classes.group}>{item.group}</div>}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above */}
              <div
                id={`${list}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className={classes.item}
                onClick={() => run(item)}
                onMouseMove={() => setActive(index)}
              >
                <span className={classes.icon}>{item.icon}</span>
                <span className={classes.label}>{item.label}</span>
                {item.aside}
              </div>
            </div>
          ))}
        </div>
        {typed && <p className={classes.scope}>{messages.scope(context.projectId !== undefined)}</p>}
      </Modal.Content>
    </Modal.Root>
  );
}

function useItems(context: CommandContext, typed: string): { items: Item[]; isLooking: boolean } {
  const { workspaceId, navigate } = context;
  const projects = useQuery(projectsQuery(workspaceId));
  const [settled] = useDebouncedValue(typed, 120);
  const { tasks, isLooking } = useTasks(workspaceId, context.projectId, typed && settled);

  const items = useMemo(() => {
    const offered = allCommands.filter(
      ({ id, isOffered }) => id !== "palette" && (isOffered?.(context) ?? true),
    );
    const fromCommands = best(offered, ({ label }) => label, typed, typed ? 5 : 7).map(
      ({ id, label, icon: Icon, keys, run }): Item => ({
        id,
        group: messages.commands,
        label,
        icon: <Icon size={17} stroke={1.7} />,
        aside: keys && <Keys keys={keys} />,
        run: () => run(context),
      }),
    );
    const open = projects.data?.filter(({ archived_at }) => !archived_at) ?? [];
    const fromProjects = best(open, ({ name, key }) => `${name} ${key}`, typed, 6).map(
      (project): Item => ({
        id: project.id,
        group: messages.projects,
        label: project.name,
        icon: <ProjectDot project={project} />,
        aside: <span className={classes.key}>{project.key}</span>,
        run: () =>
          void navigate({
            to: "/w/$workspaceId/p/$projectId",
            params: { workspaceId, projectId: project.id },
          }),
      }),
    );
    const fromTasks = tasks.map(
      (task): Item => ({
        id: task.id,
        group: typed ? messages.tasks : messages.lately,
        label: task.title,
        icon: task.status_category ? (
          <StatusIcon category={task.status_category} />
        ) : (
          <IconHistory size={17} />
        ),
        aside: (
          <>
            <TypeMark id={task.type_id ?? null} />
            <span className={classes.key}>{task.key}</span>
          </>
        ),
        run: () =>
          void navigate({
            to: "/w/$workspaceId/t/$taskId",
            params: { workspaceId, taskId: task.key },
          }),
      }),
    );
    return [...(typed ? fromTasks : fromTasks.slice(0, LATELY)), ...fromProjects, ...fromCommands];
  }, [context, typed, projects.data, tasks, workspaceId, navigate]);
  return { items, isLooking };
}
