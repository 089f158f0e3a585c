import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@/components/icons";
import type { Column } from "@/features/board/board-data";
import classes from "./list.module.css";
import { messages } from "./messages";

interface Props {
  column: Column;
  isOpen: boolean;
  onToggle: (sectionId: string) => void;
}

export function SectionLine({ column: { section, count }, isOpen, onToggle }: Props) {
  const label = isOpen ? messages.collapse(section.name) : messages.expand(section.name);
  return (
    <div className={classes.section}>
      <ActionIcon size="sm" aria-expanded={isOpen} aria-label={label} onClick={() => onToggle(section.id)}>
        {isOpen ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
      </ActionIcon>
      {section.color && <span className={classes.tint} style={{ background: section.color }} />}
      <h2>{section.name}</h2>
      <span className={classes.count}>{count}</span>
    </div>
  );
}
