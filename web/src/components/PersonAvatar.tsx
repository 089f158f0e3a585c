import { Hint } from "./Hint";
import classes from "./PersonAvatar.module.css";

const HUES = 10;

interface Props {
  id: string;
  name: string;
  size?: number;
  /** Without it the name stands beside. */
  withTooltip?: boolean;
}

/** Somebody's initials on a colour that is always theirs. */
export function PersonAvatar({ id, name, size = 22, withTooltip = true }: Props) {
  const circle = (
    <span
      className={classes.avatar}
      data-hue={hueOf(id)}
      style={{ width: size, height: size, fontSize: size * 0.42 }}
      {...(withTooltip ? { role: "img", "aria-label": name } : { "aria-hidden": true })}
    >
      {initials(name)}
    </span>
  );
  return withTooltip ? <Hint label={name}>{circle}</Hint> : circle;
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  // Nothing while the name is on its way: a letter that changes at once is only noise.
  const first = [...(words[0] ?? "")][0] ?? "";
  const second = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + second).toLocaleUpperCase();
}

function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id.slice(-8)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}
