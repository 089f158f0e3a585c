import { messages } from "../messages";
import type { Form, Submission } from "../queries";

/** An answer as text; empty for none. */
export function answerOf(answer: Submission["answers"][string] | undefined): string {
  if (answer === undefined) return "";
  if (typeof answer === "boolean") return answer ? messages.yes : messages.no;
  return Array.isArray(answer) ? answer.join(", ") : String(answer);
}

/** What a submission is called: as its task would be. */
export function titleOf({ questions, name }: Form, { answers }: Submission): string {
  const title = questions.find(({ maps_to }) => maps_to === "title");
  return answerOf(title ? answers[title.id] : undefined) || name;
}
