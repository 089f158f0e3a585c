import { ActionIcon, Button, Menu, Popover, Tooltip } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import { IconClose, IconTrash } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import type { Rights } from "@/features/projects/rights";
import { PeopleChoices } from "@/features/tasks/choices/PeopleChoices";
import { PriorityChoices } from "@/features/tasks/choices/PriorityChoices";
import { SectionChoices } from "@/features/tasks/choices/SectionChoices";
import { StatusChoices } from "@/features/tasks/choices/StatusChoices";
import type { TaskRow } from "@/features/tasks/queries";
import { TypeChoices } from "@/features/tasks/types/TypeChoices";
import { useBulk } from "./bulk";
import classes from "./list.module.css";
import { messages } from "./messages";

const DueChoice = lazy(() => import("@/features/tasks/choices/DueChoice"));

interface Props {
  tasks: readonly TaskRow[];
  projectId: string;
  rights: Rights;
  onClear: () => void;
}

/** What can be done with all that are selected, each with one way back for all. */
export function BulkBar({ tasks, projectId, rights, onClear }: Props) {
  const bulk = useBulk(tasks, projectId);
  const everybody = tasks.map(({ assignee_ids }) => assignee_ids);
  const shared = everybody.reduce(
    (common, ids) => common.filter((id) => ids.includes(id)),
    everybody[0] ?? [],
  );
  return (
    <div
      className={classes.bulk}
      data-lifts-toasts=""
      role="toolbar"
      aria-label={messages.selected(tasks.length)}
    >
      <strong>{messages.selected(tasks.length)}</strong>
      {rights.mayTransition && (
        <Choices label={messages.setStatus}>
          <StatusChoices projectId={projectId} onChoose={(status) => void bulk.transition(status)} />
        </Choices>
      )}
      {rights.mayEdit && (
        <>
          <Choices label={messages.setPriority}>
            <PriorityChoices onChoose={(priority) => void bulk.update({ priority })} />
          </Choices>
          <Choices label={messages.setType}>
            <TypeChoices
              projectId={projectId}
              onChoose={(type) => void bulk.update({ type_id: type?.id ?? null })}
            />
          </Choices>
          <Popover position="top-start" width={260} trapFocus>
            <Popover.Target>
              <Button size="compact-sm" variant="default">
                {messages.assign}
              </Button>
            </Popover.Target>
            <Popover.Dropdown p={6}>
              <PeopleChoices
                projectId={projectId}
                chosen={shared}
                onToggle={(id) => void bulk.assign(id, !shared.includes(id))}
              />
            </Popover.Dropdown>
          </Popover>
          <Popover position="top-start" trapFocus>
            <Popover.Target>
              <Button size="compact-sm" variant="default">
                {messages.setDue}
              </Button>
            </Popover.Target>
            <Popover.Dropdown p="xs">
              <Suspense>
                <DueChoice
                  value={{ due_at: null, all_day: false }}
                  onChoose={(due) => void bulk.update(due)}
                />
              </Suspense>
            </Popover.Dropdown>
          </Popover>
          <Choices label={messages.moveTo}>
            <SectionChoices projectId={projectId} onChoose={(section) => void bulk.move(section.id)} />
          </Choices>
        </>
      )}
      {rights.mayDelete && (
        <Tooltip label={messages.remove}>
          <ActionIcon
            color="red"
            aria-label={messages.remove}
            onClick={() => {
              onClear();
              void bulk.remove();
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={messages.clear}>
        <ActionIcon aria-label={messages.clear} onClick={onClear}>
          <IconClose size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** A button that opens what can be chosen. */
function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {label}
        </Button>
      </Menu.Target>
      <MenuDropdown>{children}</MenuDropdown>
    </Menu>
  );
}
