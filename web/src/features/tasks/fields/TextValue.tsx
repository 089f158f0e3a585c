import { ActionIcon, Textarea, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { IconEdit } from "@/components/icons";
import properties from "../properties/properties.module.css";
import type { ValueProps } from "./FieldValue";
import classes from "./fields.module.css";
import { numberText, safeHref } from "./formats";
import { messages } from "./messages";

const NUMBERS = new Set(["number", "currency", "percent"]);
const LINKS = new Set(["url", "email", "phone"]);

/** Texts, addresses and numbers: typed where they stand, saved when one leaves them. */
export function TextValue({ field, value, saving, isFixed }: ValueProps) {
  const isNumber = NUMBERS.has(field.type);
  const known = value === null || value === undefined ? "" : String(value);
  const [text, setText] = useState(known);
  const [isEditing, setEditing] = useState(false);
  useEffect(() => setText(known), [known]);
  const shown = isNumber && known ? numberText(field, Number(value)) : known;
  if (LINKS.has(field.type) && known && !isEditing) {
    return <LinkValue text={known} field={field} onEdit={isFixed ? null : () => setEditing(true)} />;
  }
  if (isFixed) return <div className={properties.fixed}>{shown || messages.none}</div>;

  const save = async () => {
    const clean = text.trim();
    if (clean === known) return finish();
    const next = isNumber && clean ? Number(clean.replace(",", ".")) : clean;
    if (isNumber && Number.isNaN(next)) return saving.refuse(messages.notNumber);
    if (await saving.save(clean === "" ? null : next)) finish();
  };
  const finish = () => {
    saving.refuse(null);
    setEditing(false);
  };
  const common = {
    variant: "unstyled",
    size: "sm",
    px: 8,
    "aria-label": field.name,
    placeholder: messages.none,
    error: saving.error,
    // At rest a number is read; while it is changed, it is typed.
    value: isEditing ? text : shown && text === known ? shown : text,
    autoFocus: isEditing,
    onFocus: () => setEditing(true),
    onBlur: () => {
      void save();
      if (!LINKS.has(field.type)) setEditing(false);
    },
  } as const;
  if (field.type === "long_text") {
    return (
      <Textarea {...common} autosize maxRows={16} onChange={(event) => setText(event.currentTarget.value)} />
    );
  }
  return (
    <TextInput
      {...common}
      inputMode={isNumber ? "decimal" : undefined}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        setText(known);
        saving.refuse(null);
      }}
    />
  );
}

function LinkValue({
  text,
  field,
  onEdit,
}: {
  text: string;
  field: ValueProps["field"];
  onEdit: (() => void) | null;
}) {
  const href = safeHref(field.type, text);
  return (
    <div className={properties.fixed}>
      {href ? (
        <a className={classes.link} href={href} target="_blank" rel="noopener noreferrer nofollow">
          {text}
        </a>
      ) : (
        text
      )}
      {onEdit && (
        <ActionIcon size="xs" aria-label={messages.edit(field.name)} onClick={onEdit}>
          <IconEdit size={13} />
        </ActionIcon>
      )}
    </div>
  );
}
