import { messages } from "../messages";
import classes from "./DataTable.module.css";

interface Props {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** What a chart shows, in words and numbers. Several people may have the same name. */
export function DataTable({ caption, head, rows }: Props) {
  return (
    <details className={classes.table}>
      <summary>{messages.asTable}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is too wide is scrolled by keys, too */}
      <section tabIndex={0} aria-label={messages.tableOf(caption)}>
        <table>
          <thead>
            <tr>
              {[...head.entries()].map(([at, name]) => (
                <th key={at} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...rows.entries()].map(([at, [name, ...values]]) => (
              <tr key={at}>
                <th scope="row">{name}</th>
                {[...values.entries()].map(([column, value]) => (
                  <td key={column}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
