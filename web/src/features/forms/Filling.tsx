import { Button } from "@mantine/core";
import { type FormEvent, useId, useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { type Answers, asked, faults } from "./answering";
import { FormCard } from "./parts/FormCard";
import classes from "./parts/fields.module.css";
import { QuestionInput } from "./parts/QuestionInput";
import { messages } from "./public-messages";
import { sendAnswers } from "./sending";

interface Props {
  token: string;
  form: Schemas["PublicFormView"];
  /** Asks for the form anew; its proof. */
  renew: () => Promise<string>;
  onSent: (confirmation: string) => void;
}

/** The questions of a form, one below the other. What was written survives a reload, and every failure. */
export function Filling({ token, form, renew, onSent }: Props) {
  const [answers, setAnswers] = useKept(token);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const trap = useRef<HTMLInputElement>(null);
  const trapId = useId();
  const shown = asked(form.questions, answers);

  const point = (found: Record<string, string>) => {
    setWrong(found);
    setProblem(messages.mistakes(Object.keys(found).length));
    const first = shown.find(({ id }) => id in found);
    if (!first) return;
    const field = document.getElementById(`q-${first.id}`);
    const control = field?.matches("input, textarea") ? field : field?.querySelector("input, textarea");
    (control as HTMLElement | null | undefined)?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = faults(form.questions, answers);
    if (Object.keys(found).length > 0) {
      point(found);
      return;
    }
    setSending(true);
    setProblem(null);
    const outcome = await sendAnswers(token, form, answers, trap.current?.value ?? "", renew);
    setSending(false);
    if (outcome.kind === "sent") {
      setAnswers({});
      onSent(outcome.confirmation);
    } else if (outcome.kind === "wrong") point(outcome.faults);
    else setProblem(outcome.text);
  };
  return (
    <FormCard {...form}>
      <form className={classes.fields} onSubmit={(event) => void submit(event)} noValidate>
        {shown.map((question) => (
          <QuestionInput
            key={question.id}
            question={question}
            answer={answers[question.id]}
            error={wrong[question.id]}
            onChange={(answer) => {
              setAnswers({ ...answers, [question.id]: answer });
              setWrong(({ [question.id]: _, ...others }) => others);
            }}
          />
        ))}
        <div className={classes.trap} aria-hidden>
          <label htmlFor={trapId}>{messages.website}</label>
          <input id={trapId} ref={trap} name="website" tabIndex={-1} autoComplete="off" />
        </div>
        <div role="alert">{problem && <p className={classes.problem}>{problem}</p>}</div>
        <div>
          <Button type="submit" size="md" loading={isSending}>
            {messages.send}
          </Button>
        </div>
      </form>
    </FormCard>
  );
}

/** Answers that a reload of the tab does not lose. */
function useKept(token: string): [Answers, (answers: Answers) => void] {
  const key = `onetick.form.${token}`;
  const [answers, setAnswers] = useState<Answers>(() => {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? "{}") as Answers;
    } catch {
      return {};
    }
  });
  const change = (next: Answers) => {
    setAnswers(next);
    if (Object.keys(next).length > 0) sessionStorage.setItem(key, JSON.stringify(next));
    else sessionStorage.removeItem(key);
  };
  return [answers, change];
}
