import { messages } from "../messages";
import type { Import } from "../queries";
import classes from "../transfer.module.css";
import { Archived } from "./Archived";

const TILES = [
  ["created", messages.created],
  ["updated", messages.updated],
  ["skipped", messages.skipped],
  ["refused", messages.refused],
  ["failed", messages.failed],
  ["comments", messages.comments],
  ["files", messages.files],
  ["members", messages.archivedKinds.members],
  ["sprints", messages.archivedKinds.sprints],
  ["views", messages.archivedKinds.views],
  ["forms", messages.archivedKinds.forms],
  ["status_updates", messages.archivedKinds.status_updates],
] as const;

/** What would become of the rows, or became of them, and what is wrong in which line. */
export function Report({ found, isDone }: { found: Import; isDone: boolean }) {
  const inFile = found.found;
  if (!inFile) return null;
  const shown = TILES.filter(([word]) => word === "created" || (found.counts[word] ?? 0) > 0);
  return (
    <section className={classes.part}>
      <h2>{isDone ? messages.hasBecome : messages.wouldBe}</h2>
      <dl className={classes.tiles}>
        {shown.map(([word, label]) => (
          <div key={word} data-word={word}>
            <dd>{found.counts[word] ?? 0}</dd>
            <dt>{found.counts[word] === 1 ? (messages.archivedOne[word] ?? label) : label}</dt>
          </div>
        ))}
      </dl>
      {!isDone && inFile.archive && <Archived archive={inFile.archive} />}
      {!isDone && inFile.titles.length > 0 && (
        <p>
          {messages.first}: {inFile.titles.slice(0, 4).join(", ")}
          {inFile.rows > 4 && "…"}
        </p>
      )}
      {inFile.mistakes.length > 0 && (
        <details className={classes.mistakes} open={!isDone}>
          <summary>{messages.mistakes(inFile.mistake_count)}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard */}
          <section className={classes.scroll} tabIndex={0} aria-label={messages.problem}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">{messages.line}</th>
                  <th scope="col">{messages.column}</th>
                  <th scope="col">{messages.problem}</th>
                </tr>
              </thead>
              <tbody>
                {inFile.mistakes.map(({ line, column, message, fatal }) => (
                  <tr key={`${line} ${column} ${message}`}>
                    <td>{line}</td>
                    <td>{column}</td>
                    <td>
                      {message} ({fatal ? messages.notTaken : messages.withoutIt})
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {inFile.mistake_count > inFile.mistakes.length && (
            <p>{messages.moreMistakes(inFile.mistake_count - inFile.mistakes.length)}</p>
          )}
        </details>
      )}
      {Object.keys(inFile.left_behind).length > 0 && (
        <details className={classes.mistakes}>
          <summary>{messages.leftBehind}</summary>
          <p>{messages.leftBehindText}</p>
          <ul>
            {Object.entries(inFile.left_behind).map(([name, count]) => (
              <li key={name}>
                {name} ({messages.ofRows(count)})
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
