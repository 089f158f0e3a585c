/** Answers to a form: which questions are asked, what is missing, and how answers are sent. As the service has it. */
import type { Schemas } from "@/api/client";
import { messages } from "./public-messages";

export type Question = Schemas["PublicQuestionView"];
export type Answer = string | boolean | string[];
export type Answers = Record<string, Answer>;

const LONGEST_LINE = 500;
const LONGEST = 5_000;

/** The questions that are asked, given the answers so far: what depends on an unasked one is not asked either. */
export function asked<Q extends Question>(questions: readonly Q[], answers: Answers): Q[] {
  const shown: Q[] = [];
  for (const question of questions) {
    const condition = question.show_if;
    if (!condition || (shown.some(({ id }) => id === condition.question) && meets(condition, answers)))
      shown.push(question);
  }
  return shown;
}

function meets({ question, values }: NonNullable<Question["show_if"]>, answers: Answers): boolean {
  const answer = answers[question];
  const said = Array.isArray(answer) ? answer : [typeof answer === "boolean" ? String(answer) : answer];
  return said.some((one) => one !== undefined && values.includes(one));
}

/** What is wrong with the answers, by question. */
export function faults(questions: readonly Question[], answers: Answers): Record<string, string> {
  const found = asked(questions, answers).map((question) => [
    question.id,
    fault(question, answers[question.id]),
  ]);
  return Object.fromEntries(found.filter(([, what]) => what !== null));
}

function fault({ kind, required }: Question, answer: Answer | undefined): string | null {
  if (isEmpty(answer)) return required ? messages.missing : null;
  if (typeof answer !== "string") return null;
  if (kind === "email" && !/^[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+$/.test(answer)) return messages.badEmail;
  if (kind === "url" && !/^https?:\/\/[^\s<>"]+$/.test(answer)) return messages.badUrl;
  if (kind === "number" && !Number.isFinite(numberOf(answer))) return messages.badNumber;
  const most = kind === "text" ? LONGEST_LINE : LONGEST;
  return answer.length > most ? messages.tooLong(most) : null;
}

function isEmpty(answer: Answer | undefined): boolean {
  if (answer === undefined || answer === false) return true;
  return Array.isArray(answer) ? answer.length === 0 : typeof answer === "string" && answer.trim() === "";
}

/** As the API takes them: only what was asked and answered, numbers as numbers. */
export function toSend(
  questions: readonly Question[],
  answers: Answers,
): Schemas["NewSubmission"]["answers"] {
  const given: Schemas["NewSubmission"]["answers"] = {};
  for (const { id, kind } of asked(questions, answers)) {
    const answer = answers[id];
    if (answer === undefined || isEmpty(answer)) continue;
    given[id] =
      kind === "number" ? numberOf(String(answer)) : typeof answer === "string" ? answer.trim() : answer;
  }
  return given;
}

/** A comma before the decimals is as good as a point. */
function numberOf(text: string): number {
  return Number(text.trim().replace(/^(-?\d+),(\d+)$/, "$1.$2"));
}
