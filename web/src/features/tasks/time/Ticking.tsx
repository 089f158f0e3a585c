import { useEffect, useState } from "react";
import { clock } from "./durations";
import classes from "./time.module.css";

/** How long it has been since then, by the second. */
export function Ticking({ since }: { since: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className={classes.clock} role="timer">
      {clock((now - Date.parse(since)) / 1_000)}
    </span>
  );
}
