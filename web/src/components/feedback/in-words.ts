import { faultText, Problem, Told, Unreachable } from "@/api/problem";
import { messages } from "../messages";

export interface Described {
  title: string;
  text: string;
  correlationId: string | null;
}

/** Any error, in words for a person. */
export function inWords(error: unknown): Described {
  if (error instanceof Problem) {
    const faults = error.faults.map(faultText).join(" ");
    const text = [error.detail, faults].filter(Boolean).join(" ");
    return { title: error.title, text, correlationId: error.correlationId };
  }
  if (error instanceof Unreachable) {
    return { title: messages.unreachableTitle, text: messages.unreachable, correlationId: null };
  }
  const text = error instanceof Told ? error.message : messages.unexpected;
  return { title: messages.unexpectedTitle, text, correlationId: null };
}
