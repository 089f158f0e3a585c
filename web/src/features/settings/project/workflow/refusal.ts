import { isProblem } from "@/api/problem";
import { inWords } from "@/components/feedback/in-words";
import { messages } from "./messages";

/** Why the workflow is none: the faults say it in words of their own, as they are about no single field. */
export function refusal(error: unknown): string {
  if (!isProblem(error) || error.faults.length === 0) return inWords(error).text;
  const said = error.faults.map(({ message, pointer }) => {
    const what = pointer.split("/")[1] ?? "";
    return `${messages.parts[what] ?? ""} ${message}.`.trim();
  });
  return [error.detail, ...new Set(said)].join(" ");
}
