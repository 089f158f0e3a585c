import type { ReactNode } from "react";
import plot from "./Plot.module.css";
import classes from "./reports.module.css";
import { type Tone, toned } from "./tones";

interface Props {
  name: string;
  /** Before the name, such as a picture of somebody. */
  picture?: ReactNode;
  value: string;
  detail?: string;
  /** What the bar is made of, each as its share of the longest bar. */
  parts: readonly { share: number; tone: Tone }[];
}

/** One line of a list of bars: a name, a bar, a number. */
export function Meter({ name, picture, value, detail, parts }: Props) {
  return (
    <li className={classes.meter}>
      {picture}
      <span className={classes.meterName}>{name}</span>
      <span className={classes.meterValue}>
        <b>{value}</b> {detail}
      </span>
      <span className={classes.track}>
        {parts.map(
          ({ share, tone }) =>
            share > 0 && (
              <i
                key={tone.name}
                data-tone={tone.name}
                className={plot.swatch}
                style={{ ...toned(tone).style, width: `${share * 100}%` }}
              />
            ),
        )}
      </span>
    </li>
  );
}
