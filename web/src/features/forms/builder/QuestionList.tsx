import { DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { undoable } from "@/components/feedback/toasts";
import { IconPlus } from "@/components/icons";
import { fieldsOfProjectQuery } from "@/features/transfer/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { idFrom, moved, newQuestion, ordered, type Question } from "../building";
import classes from "../forms.module.css";
import { messages } from "../messages";
import { QuestionCard } from "./QuestionCard";

const MOST = 50;

interface Props {
  projectId: string;
  questions: Question[];
  faultOf: (place: number) => string;
  onChange: (questions: Question[]) => void;
}

/** The questions in their order: changed by dragging, and by the arrow keys on their handles. */
export function QuestionList({ projectId, questions, faultOf, onChange }: Props) {
  const workspaceId = useWorkspaceId();
  const fields = useQuery(fieldsOfProjectQuery(workspaceId, projectId));
  const [openId, setOpenId] = useState<string | null>(questions[0]?.id ?? null);
  const [said, setSaid] = useState("");
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const move = (from: number, to: number) => {
    const next = moved(questions, from, to);
    const question = questions[from];
    if (!question) return;
    onChange(next);
    const place = next.findIndex(({ id }) => id === question.id) + 1;
    setSaid(messages.moved(question.label, place, next.length));
  };
  const drop = ({ active, over }: DragEndEvent) => {
    const from = questions.findIndex(({ id }) => id === active.id);
    const to = questions.findIndex(({ id }) => id === over?.id);
    if (from >= 0 && to >= 0 && from !== to) move(from, to);
  };
  const add = (question: Question, at = questions.length) => {
    onChange([...questions.slice(0, at), question, ...questions.slice(at)]);
    setOpenId(question.id);
  };
  const remove = (place: number) => {
    const question = questions[place];
    if (!question) return;
    onChange(ordered(questions.filter(({ id }) => id !== question.id)));
    undoable(messages.removed(question.label), async () => onChange(questions));
  };
  const copy = (question: Question, place: number) =>
    add({ ...question, id: idFrom(question.label, questions), maps_to: null, field_id: null }, place + 1);
  return (
    <section className={classes.block}>
      <h3>{messages.build}</h3>
      <DndContext sensors={sensors} onDragEnd={drop}>
        <ol className={classes.questions}>
          {questions.map((question, place) => (
            <QuestionCard
              key={question.id}
              question={question}
              questions={questions}
              place={place}
              fields={fields.data?.map(({ field }) => field) ?? []}
              fault={faultOf(place)}
              isOpen={openId === question.id}
              onToggle={() => setOpenId(openId === question.id ? null : question.id)}
              onMove={(to) => move(place, to)}
              onCopy={() => copy(question, place)}
              onRemove={() => remove(place)}
              onChange={(next) =>
                onChange(ordered(questions.map((one) => (one.id === question.id ? next : one))))
              }
            />
          ))}
        </ol>
      </DndContext>
      <div role="status" className="visually-hidden">
        {said}
      </div>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} />}
        disabled={questions.length >= MOST}
        onClick={() => add(newQuestion(messages.label, questions))}
      >
        {messages.addQuestion}
      </Button>
      {!questions.some(({ maps_to }) => maps_to === "title") && (
        <Text size="xs" c="dimmed" mt={8}>
          {messages.noTitle}
        </Text>
      )}
    </section>
  );
}
