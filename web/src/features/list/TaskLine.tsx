import { TextInput } from "@mantine/core";
import { type KeyboardEvent, type MouseEvent, memo, useState } from "react";
import { IconEdit, IconFlag } from "@/components/icons";
import type { Rights } from "@/features/projects/rights";
import { useTaskChanger } from "@/features/tasks/changes";
import { messages as taskMessages } from "@/features/tasks/messages";
import { TaskLink } from "@/features/tasks/opening";
import { ApprovalMark } from "@/features/tasks/parts/ApprovalMark";
import { Faces } from "@/features/tasks/parts/Assignees";
import { DueDate } from "@/features/tasks/parts/DueDate";
import { PriorityIcon } from "@/features/tasks/parts/PriorityIcon";
import { StatusIcon } from "@/features/tasks/parts/StatusIcon";
import type { TaskRow } from "@/features/tasks/queries";
import { TypeMark } from "@/features/tasks/types/TypeIcon";
import type { Column } from "@/features/views/filter";
import type { People } from "@/features/workspaces/queries";
import type { Editing, Field } from "./CellEditor";
import { Cell } from "./columns/Cell";
import type { CellWords } from "./columns/words";
import classes from "./list.module.css";
import { messages } from "./messages";

interface Props {
  task: TaskRow;
  rights: Rights;
  people: People;
  columns: readonly Column[];
  words: CellWords;
  isSelected: boolean;
  onSelect: (taskId: string, isRange: boolean) => void;
  onEdit: (editing: Editing) => void;
}

/** A task on a line. Its cells open their editors where they are; F2 renames, X selects. */
export const TaskLine = memo(function TaskLine({
  task,
  rights,
  people,
  columns,
  words,
  isSelected,
  onSelect,
  onEdit,
}: Props) {
  const [isRenaming, setRenaming] = useState(false);

  const edit = (field: Field, may: boolean) => ({
    className: classes.cell,
    disabled: !may,
    onClick: (event: MouseEvent<HTMLButtonElement>) => {
      const { left, bottom } = event.currentTarget.getBoundingClientRect();
      onEdit({ task, field, x: left, y: bottom });
    },
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement && event.target.type !== "checkbox") return;
    if (event.key === "F2" && rights.mayEdit) setRenaming(true);
    if (event.key.toLowerCase() === "x" && !event.ctrlKey && !event.metaKey)
      onSelect(task.id, event.shiftKey);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the controls inside
    <div
      className={classes.line}
      data-selected={isSelected || undefined}
      data-done={task.completed_at !== null || undefined}
      onKeyDown={onKeyDown}
    >
      <span className={classes.check}>
        <input
          type="checkbox"
          checked={isSelected}
          aria-label={messages.select(task.key)}
          onChange={() => undefined}
          onClick={(event) => onSelect(task.id, event.shiftKey)}
        />
      </span>
      <div className={classes.main}>
        <button type="button" {...edit("status", rights.mayTransition)}>
          <CellName field="status" taskKey={task.key} />
          <StatusIcon category={task.status_category} />
        </button>
        <TypeMark id={task.type_id} />
        {isRenaming ? (
          <Rename task={task} onDone={() => setRenaming(false)} />
        ) : (
          <>
            <TaskLink
              taskKey={task.key}
              className={classes.title}
              onDoubleClick={() => rights.mayEdit && setRenaming(true)}
            >
              {task.milestone && <IconFlag size={13} className={classes.flag} />}
              {task.title}
            </TaskLink>
            {rights.mayEdit && (
              <button
                type="button"
                className={classes.pencil}
                aria-label={`${messages.rename} ${task.key}`}
                tabIndex={-1}
                onClick={() => setRenaming(true)}
              >
                <IconEdit size={13} />
              </button>
            )}
          </>
        )}
        <ApprovalMark task={task} />
        <span className={classes.key}>{task.key}</span>
      </div>
      {columns.map(({ id }) => {
        const field = EDITED[id];
        if (!field) return <Cell key={id} column={id} task={task} words={words} people={people} />;
        const may = field === "status" ? rights.mayTransition : rights.mayEdit;
        return (
          <button key={id} type="button" {...edit(field, may)}>
            <CellName field={field} taskKey={task.key} />
            <Value field={field} task={task} words={words} people={people} />
          </button>
        );
      })}
    </div>
  );
});

/** Columns whose values are changed where they stand. */
const EDITED: Record<string, Field> = {
  status: "status",
  assignee_ids: "assignees",
  due_at: "due",
  priority: "priority",
};

type ValueProps = Pick<Props, "task" | "words" | "people"> & { field: Field };

function Value({ field, task, words, people }: ValueProps) {
  if (field === "status") return <span className={classes.status}>{words.status(task.status)?.name}</span>;
  if (field === "due") return task.due_at ? <DueDate task={task} withIcon={false} /> : <Nothing />;
  if (field === "assignees") {
    return task.assignee_ids.length > 0 ? (
      <Faces ids={task.assignee_ids} size={20} people={people} />
    ) : (
      <Nothing />
    );
  }
  return task.priority === "none" ? (
    <Nothing />
  ) : (
    <span className={classes.priority}>
      <PriorityIcon priority={task.priority} />
      {taskMessages.priorities[task.priority]}
    </span>
  );
}

/** For those who do not see the columns. */
function CellName({ field, taskKey }: { field: Field; taskKey: string }) {
  return <span className="visually-hidden">{messages.edit(taskMessages[field], taskKey)}: </span>;
}

function Nothing() {
  return <span className={classes.nothing}>{messages.nothing}</span>;
}

function Rename({ task, onDone }: { task: TaskRow; onDone: () => void }) {
  const changer = useTaskChanger();
  const [text, setText] = useState(task.title);
  const save = () => {
    const title = text.trim();
    onDone();
    if (title && title !== task.title) void changer.update(task, { title }, task);
  };
  return (
    <TextInput
      size="xs"
      flex={1}
      autoFocus
      aria-label={messages.title}
      value={text}
      maxLength={500}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        if (event.key === "Escape") onDone();
        event.stopPropagation();
      }}
    />
  );
}
