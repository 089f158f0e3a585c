import { messages } from "../messages";
import classes from "./DataTable.module.css";

interface Props {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** What a chart shows, in words and numbers. */
export function DataTable({ caption, head, rows }: Props) {
  return (
    <details className={classes.table}>
      <summary>{messages.asTable}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is too wide is scrolled by keys, too */}
      <section tabIndex={0} aria-label={caption}>
        <table>
          <thead>
            <tr>
              {head.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...values]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {values.map((value, index) => (
                  <td key={head[index + 1]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
