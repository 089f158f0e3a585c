import { Button } from "@mantine/core";
import { useState } from "react";
import { type Answers, asked } from "../answering";
import type { Question } from "../building";
import { FormCard } from "../parts/FormCard";
import classes from "../parts/fields.module.css";
import { QuestionInput } from "../parts/QuestionInput";
import { messages } from "../public-messages";

interface Props {
  draft: { name: string; description: string; color: string | null; questions: readonly Question[] };
}

/** The form as strangers will see it. It can be filled in, to try what depends on what. */
export function Preview({ draft: { name, description, color, questions } }: Props) {
  const [answers, setAnswers] = useState<Answers>({});
  return (
    <FormCard name={name} description={description} color={color} order={3}>
      <div className={classes.fields}>
        {asked(questions, answers).map((question) => (
          <QuestionInput
            key={`${question.id} ${question.kind}`}
            question={question}
            answer={answers[question.id]}
            error={undefined}
            onChange={(answer) => setAnswers({ ...answers, [question.id]: answer })}
          />
        ))}
        <div>
          <Button size="md" disabled>
            {messages.send}
          </Button>
        </div>
      </div>
    </FormCard>
  );
}
