import { Checkbox } from "@mantine/core";
import { messages } from "../../messages";
import { type Draft, isOpen, withWay } from "./draft";
import classes from "./workflow.module.css";

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** Which status may follow which: from the left to the top. */
export function TransitionMatrix({ draft, onChange }: Props) {
  const { statuses } = draft;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard
    <section className={classes.matrix} tabIndex={0} aria-label={messages.transitions}>
      <table>
        <thead>
          <tr>
            <td>
              {messages.from} ↓ {messages.to} →
            </td>
            {statuses.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statuses.map(({ id: from, name }) => (
            <tr key={from}>
              <th scope="row">{name}</th>
              {statuses.map(({ id: to, name: toName }) => (
                <td key={to}>
                  {from === to ? (
                    <span aria-hidden>–</span>
                  ) : (
                    <Checkbox
                      size="xs"
                      aria-label={messages.way(name, toName)}
                      checked={isOpen(draft, from, to)}
                      onChange={(event) => onChange(withWay(draft, from, to, event.currentTarget.checked))}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
