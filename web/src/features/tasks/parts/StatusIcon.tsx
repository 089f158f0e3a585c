import { messages } from "../messages";
import type { StatusCategory } from "../queries";
import classes from "./parts.module.css";

interface Props {
  category: StatusCategory;
  /** The status's own name; by default the category's; empty where the name stands beside. */
  label?: string;
  size?: number;
}

/** A circle that fills as work proceeds. */
export function StatusIcon({ category, label, size = 16 }: Props) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role="img"
      aria-label={label ?? messages.categories[category]}
      aria-hidden={label === ""}
      className={classes.status}
      data-category={category}
    >
      {category === "completed" || category === "cancelled" ? (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path
            d={category === "completed" ? "M4.8 8.3l2.2 2.2 4.2-4.6" : "M5.5 5.5l5 5m0-5l-5 5"}
            className={classes.mark}
          />
        </>
      ) : (
        <>
          <circle
            cx="8"
            cy="8"
            r="6.1"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.8"
            strokeDasharray={category === "backlog" ? "2 2.1" : undefined}
          />
          {category === "started" && <path d="M8 4.2a3.8 3.8 0 0 1 0 7.6z" fill="currentColor" />}
        </>
      )}
    </svg>
  );
}
