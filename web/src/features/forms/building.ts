/** Building a form: questions as they are edited, what they may fill, and whether they make sense together. */
import type { Schemas } from "@/api/client";
import { messages } from "./messages";

export type Question = Required<Schemas["QuestionView"]>;
export type Kind = Question["kind"];
export type Target = NonNullable<Question["maps_to"]>;

interface Field {
  id: string;
  name: string;
  type: string;
}

/** Which fields of a task an answer of a kind can fill. As the service has it. */
const FITTING: Record<Target, readonly Kind[]> = {
  title: ["text", "choice", "email", "url"],
  description: ["text", "long_text", "choice"],
  priority: ["choice"],
  start_at: ["date"],
  due_at: ["date"],
  estimate_minutes: ["number"],
  points: ["number"],
};

/** Which types of custom fields take it. */
const FIELDS: Record<Kind, readonly string[]> = {
  text: ["text", "long_text", "phone", "email", "url"],
  long_text: ["long_text", "text"],
  number: ["number", "currency", "percent", "rating"],
  date: ["date"],
  choice: ["single_select", "text"],
  choices: ["multi_select"],
  checkbox: ["checkbox"],
  email: ["email", "text"],
  url: ["url", "text"],
};

export const PRIORITIES = ["low", "medium", "high", "urgent"];

/** What a question may fill: `maps_to` targets, and ids of custom fields; not what another fills already. */
export function fillable(
  question: Question,
  all: readonly Question[],
  fields: readonly Field[],
): { targets: Target[]; fields: Field[] } {
  const others = all.filter(({ id }) => id !== question.id);
  const taken = new Set(others.flatMap(({ maps_to, field_id }) => [maps_to, field_id]));
  const targets = (Object.keys(FITTING) as Target[]).filter(
    (target) => FITTING[target].includes(question.kind) && !taken.has(target),
  );
  return {
    targets,
    fields: fields.filter(({ id, type }) => FIELDS[question.kind].includes(type) && !taken.has(id)),
  };
}

/** A question that is not there yet. Its id follows from its words, and stays when they change. */
export function newQuestion(label: string, all: readonly Question[], kind: Kind = "text"): Question {
  const isFirst = !all.some(({ maps_to }) => maps_to === "title");
  return {
    id: idFrom(label, all),
    label,
    kind,
    help: "",
    required: isFirst,
    options: [],
    maps_to: isFirst ? "title" : null,
    field_id: null,
    show_if: null,
  };
}

export function idFrom(label: string, all: readonly { id: string }[]): string {
  const plain = label
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "");
  const base = (plain || "question").slice(0, 34).replace(/_+$/, "");
  const taken = new Set(all.map(({ id }) => id));
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}_${number}`;
  return id;
}

/** The question with another kind of answer: what does not fit it any more is taken off. */
export function withKind(question: Question, kind: Kind): Question {
  const isChoice = kind === "choice" || kind === "choices";
  const wasChoice = question.options.length > 0;
  const keeps = question.maps_to !== null && FITTING[question.maps_to].includes(kind);
  return {
    ...question,
    kind,
    options: isChoice ? (wasChoice ? question.options : messages.firstOptions.split("\n")) : [],
    maps_to: keeps ? question.maps_to : null,
    field_id: null,
  };
}

/** The question filling something else. Priorities are a choice of their own words. */
export function filling(question: Question, what: string): Question {
  const target = what in FITTING ? (what as Target) : null;
  const fieldId = what.startsWith("fld_") ? what : null;
  const options = target === "priority" ? PRIORITIES : question.options;
  return { ...question, maps_to: target, field_id: fieldId, options };
}

/** The questions in another order. A question comes behind the one that it depends on: else it is always asked. */
export function moved(all: readonly Question[], from: number, to: number): Question[] {
  const target = Math.max(0, Math.min(all.length - 1, to));
  const next = [...all];
  const [question] = next.splice(from, 1);
  if (!question) return [...all];
  next.splice(target, 0, question);
  return ordered(next);
}

/** Without conditions that name what is not an earlier choice or checkbox. */
export function ordered(all: readonly Question[]): Question[] {
  return all.map((question, place) => {
    const { show_if } = question;
    if (!show_if) return question;
    const source = all.slice(0, place).find(({ id }) => id === show_if.question);
    const values = source ? show_if.values.filter((value) => valuesOf(source).includes(value)) : [];
    if (!source || values.length === 0) return { ...question, show_if: null };
    return { ...question, show_if: { ...show_if, values } };
  });
}

/** What a condition can ask for. */
export function valuesOf({ kind, options }: Question): string[] {
  if (kind === "checkbox") return ["true", "false"];
  return kind === "choice" || kind === "choices" ? [...options] : [];
}

/** Lines as options: without blanks, each once. */
export function optionsFrom(text: string): string[] {
  return [
    ...new Set(
      text
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ].slice(0, 50);
}

/** As the API takes them. */
export function questionsToSend(all: readonly Question[]): Schemas["QuestionBody"][] {
  return all.map((question) => ({ ...question, label: question.label.trim() || question.id }));
}
