import classes from "./tags.module.css";

interface Props {
  name: string;
  color: string | null;
  isFaded?: boolean;
}

/** A word with a dot of its colour: a tag, or an option of a field. */
export function ColoredLabel({ name, color, isFaded = false }: Props) {
  return (
    <span className={classes.label} data-faded={isFaded || undefined}>
      <span className={classes.dot} style={color ? { background: color } : undefined} aria-hidden />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
