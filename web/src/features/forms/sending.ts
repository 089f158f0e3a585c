/** Sending answers, and what can come of it, in words for whoever filled in the form. */
import { anonymousApi, ok, type Schemas } from "@/api/client";
import { isProblem, Unreachable } from "@/api/problem";
import { type Answers, toSend } from "./answering";
import { messages } from "./public-messages";

export type Outcome =
  | { kind: "sent"; confirmation: string }
  | { kind: "wrong"; faults: Record<string, string> }
  | { kind: "problem"; text: string };

/** A proof is good from two seconds on; nobody fills in a form faster. */
const PROOF_MS = 2_200;
const FLOOD_SECONDS = 60;

/** The form may have been open for more than a day: then its proof is renewed, once, without a word. */
export async function sendAnswers(
  token: string,
  { questions, proof }: Schemas["PublicFormView"],
  answers: Answers,
  website: string,
  renew: () => Promise<string>,
): Promise<Outcome> {
  const send = (by: string) =>
    ok(
      anonymousApi.POST("/v1/forms/{public_token}/submissions", {
        params: { path: { public_token: token } },
        body: { answers: toSend(questions, answers), proof: by, website },
      }),
    );
  try {
    return { kind: "sent", confirmation: (await send(proof)).confirmation };
  } catch (error) {
    if (!isProblem(error) || !("proof" in error.byField)) return outcomeOf(error);
  }
  try {
    const fresh = await renew();
    await new Promise((resolve) => setTimeout(resolve, PROOF_MS));
    return { kind: "sent", confirmation: (await send(fresh)).confirmation };
  } catch (error) {
    return outcomeOf(error);
  }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof Unreachable) return { kind: "problem", text: messages.offline };
  if (!isProblem(error)) return { kind: "problem", text: messages.trouble };
  if (error.status === 429) {
    const asked = Number(error.extra.retry_after);
    return { kind: "problem", text: messages.flood(asked || FLOOD_SECONDS) };
  }
  if (error.status === 404 || error.status === 410) return { kind: "problem", text: messages.closed };
  if (error.status === 409) return { kind: "problem", text: messages.already };
  const named = Object.entries(error.byField)
    .filter(([field]) => field.startsWith("answers."))
    .map(([field, what]) => [field.slice("answers.".length), what]);
  if (named.length > 0) return { kind: "wrong", faults: Object.fromEntries(named) };
  return { kind: "problem", text: messages.trouble };
}
