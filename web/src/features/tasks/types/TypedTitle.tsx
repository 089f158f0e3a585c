import { type FocusEvent, type ReactNode, useRef, useState } from "react";
import { type ChosenType, TypePick } from "./TypePick";

interface Props {
  projectId: string;
  type: ChosenType;
  onType: (type: ChosenType) => void;
  /** Somebody goes elsewhere, and has not just opened the types. */
  onLeave: () => void;
  className: string | undefined;
  /** Where the title is typed. */
  children: (onBlur: (event: FocusEvent) => void) => ReactNode;
}

/** The title of a new task and its type: choosing a type does not end the typing. */
export function TypedTitle({ projectId, type, onType, onLeave, className, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [isPicking, setPicking] = useState(false);
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    if (!isPicking && !frame.current?.contains(relatedTarget)) onLeave();
  };
  return (
    <div className={className} ref={frame}>
      <TypePick
        projectId={projectId}
        chosen={type}
        onChoose={onType}
        onToggle={(isOpening) => {
          setPicking(isOpening);
          if (isOpening) return;
          setTimeout(() => frame.current?.querySelector<HTMLElement>("input, textarea")?.focus());
        }}
      />
      {children(onBlur)}
    </div>
  );
}
