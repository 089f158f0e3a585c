import type { ReactNode } from "react";
import { fullMoment, shortDay } from "@/components/dates";
import { valueText } from "@/features/tasks/fields/formats";
import type { Field } from "@/features/tasks/fields/queries";
import { Faces } from "@/features/tasks/parts/Assignees";
import type { TaskRow } from "@/features/tasks/queries";
import { ColoredLabel } from "@/features/tasks/tags/ColoredLabel";
import { duration } from "@/features/tasks/time/durations";
import type { People } from "@/features/workspaces/queries";
import classes from "./columns.module.css";
import type { CellWords } from "./words";

interface Props {
  column: string;
  task: TaskRow;
  words: CellWords;
  people: People;
}

/** A value that is only shown: it is changed in the task. */
export function Cell({ column, task, words, people }: Props) {
  const { text, content } = shown(column, task, words, people);
  return (
    <div className={classes.text} title={text}>
      {text && <span className="visually-hidden">{words.name(column)}: </span>}
      <span>{content ?? text}</span>
    </div>
  );
}

function shown(
  column: string,
  task: TaskRow,
  words: CellWords,
  people: People,
): { text: string; content?: ReactNode } {
  switch (column) {
    case "start_at":
      return task.start_at ? { text: fullMoment(task.start_at), content: shortDay(task.start_at) } : NOTHING;
    case "created_at":
      return { text: fullMoment(task.created_at), content: shortDay(task.created_at) };
    case "points":
      return { text: task.points === null ? "" : String(task.points) };
    case "estimate_minutes":
      return { text: task.estimate_minutes ? duration(task.estimate_minutes) : "" };
    case "tag_ids":
      return labels(task.tag_ids.flatMap((id) => words.tag(id) ?? []));
    default: {
      const field = words.field(column);
      return field ? ofField(field, task.custom_fields[column], people) : NOTHING;
    }
  }
}

const NOTHING = { text: "" };

function ofField(field: Field, value: unknown, people: People): { text: string; content?: ReactNode } {
  if (value === null || value === undefined) return NOTHING;
  const ids = Array.isArray(value) ? value.map(String) : [String(value)];
  if (field.type === "people") {
    return {
      text: ids.map((id) => people.name(id) ?? "").join(", "),
      content: <Faces ids={ids} size={20} people={people} />,
    };
  }
  if (field.type === "single_select" || field.type === "multi_select") {
    return labels(ids.flatMap((id) => field.options.find((option) => option.id === id) ?? []));
  }
  return { text: valueText(field, value) };
}

function labels(all: readonly { id: string; name: string; color: string | null }[]) {
  return {
    text: all.map(({ name }) => name).join(", "),
    content: (
      <span className={classes.labels}>
        {all.map(({ id, name, color }) => (
          <ColoredLabel key={id} name={name} color={color} />
        ))}
      </span>
    ),
  };
}
