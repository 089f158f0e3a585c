import { messages } from "../messages";
import type { Priority } from "../queries";
import classes from "./parts.module.css";

const BARS: Record<Priority, number> = { none: 0, low: 1, medium: 2, high: 3, urgent: 3 };

/** Three bars; urgent is a filled square that cannot be missed. */
export function PriorityIcon({ priority, size = 14 }: { priority: Priority; size?: number }) {
  const label = messages.priorities[priority];
  if (priority === "urgent") {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 16 16"
        role="img"
        aria-label={label}
        className={classes.urgent}
      >
        <rect x="1" y="1" width="14" height="14" rx="3.5" fill="currentColor" />
        <path d="M8 4v5M8 11.6v.2" className={classes.exclamation} />
      </svg>
    );
  }
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role="img"
      aria-label={label}
      className={classes.priority}
    >
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1.5 + bar * 5}
          y={10 - bar * 3.5}
          width="3"
          height={4.5 + bar * 3.5}
          rx="1"
          fill="currentColor"
          opacity={bar < BARS[priority] ? 1 : 0.28}
        />
      ))}
    </svg>
  );
}
