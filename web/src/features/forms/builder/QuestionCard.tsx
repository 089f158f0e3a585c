import { useDraggable, useDroppable } from "@dnd-kit/core";
import { ActionIcon, Tooltip, UnstyledButton } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { IconChevronDown, IconCopy, IconGrip, IconTrash } from "@/components/icons";
import type { Question } from "../building";
import classes from "../forms.module.css";
import { messages } from "../messages";
import { QuestionEditor } from "./QuestionEditor";

interface Props {
  question: Question;
  questions: readonly Question[];
  place: number;
  fields: readonly { id: string; name: string; type: string }[];
  fault: string;
  isOpen: boolean;
  onToggle: () => void;
  onMove: (to: number) => void;
  onCopy: () => void;
  onRemove: () => void;
  onChange: (question: Question) => void;
}

/** A question in the list: its handle, its words, and, opened, everything about it. */
export function QuestionCard({ question, questions, place, fields, fault, isOpen, ...acts }: Props) {
  const { id, label, kind, required } = question;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, isDragging } = useDraggable({
    id,
  });
  const { setNodeRef: setDropRef, isOver } = useDroppable({ id });
  const byKeys = (event: KeyboardEvent) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    acts.onMove(place + step);
  };
  return (
    <li ref={setDropRef} data-over={(isOver && !isDragging) || undefined}>
      <div
        ref={setNodeRef}
        className={classes.question}
        data-dragging={isDragging || undefined}
        data-wrong={fault ? true : undefined}
        style={transform ? { transform: `translateY(${transform.y}px)` } : {}}
      >
        <header>
          <ActionIcon
            ref={setActivatorNodeRef}
            {...attributes}
            {...listeners}
            size="sm"
            className={classes.handle ?? ""}
            aria-roledescription={undefined}
            aria-label={messages.move(label, place + 1, questions.length)}
            onKeyDown={byKeys}
          >
            <IconGrip size={15} />
          </ActionIcon>
          <UnstyledButton className={classes.summary} aria-expanded={isOpen} onClick={acts.onToggle}>
            <strong>
              {label}
              {required && <span aria-hidden> *</span>}
            </strong>
            <small>{messages.kinds[kind]}</small>
            <IconChevronDown size={14} className={isOpen ? classes.turned : classes.unturned} />
          </UnstyledButton>
          <Tooltip label={messages.copyQuestion}>
            <ActionIcon
              size="sm"
              aria-label={`${messages.copyQuestion}: ${label}`}
              disabled={questions.length >= 50}
              onClick={acts.onCopy}
            >
              <IconCopy size={14} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={messages.removeQuestion}>
            <ActionIcon
              size="sm"
              aria-label={`${messages.removeQuestion}: ${label}`}
              disabled={questions.length < 2}
              onClick={acts.onRemove}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </Tooltip>
        </header>
        {fault && (
          <p role="alert" className={classes.fault}>
            {fault}
          </p>
        )}
        {isOpen && (
          <QuestionEditor
            question={question}
            questions={questions}
            place={place}
            fields={fields}
            onChange={acts.onChange}
          />
        )}
      </div>
    </li>
  );
}
