import { Select } from "@mantine/core";
import { FIELDS, type Field, type Mapping, mapped } from "../guesses";
import { messages } from "../messages";
import type { Table } from "../table";
import classes from "../transfer.module.css";

const ROWS = 4;

interface Props {
  table: Table;
  mapping: Mapping;
  custom: readonly { id: string; name: string }[];
  onChange: (mapping: Mapping) => void;
}

/** The columns of a table with what each fills, above the first rows. */
export function MappingTable({ table: { header, rows }, mapping, custom, onChange }: Props) {
  const own = (Object.keys(FIELDS) as Field[]).map((value) => ({ value, label: messages.fields[value] }));
  const data = [
    { value: "", label: messages.nothing },
    { group: messages.ownFields, items: own },
    ...(custom.length > 0
      ? [
          {
            group: messages.customFields,
            items: custom.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
  ];
  const columns = [...new Set(header)];
  return (
    <section className={classes.part}>
      <h2>{messages.columns}</h2>
      <p>{messages.columnsText}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={messages.columns}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" data-out={!mapping[column] || undefined}>
                  <span>{column || messages.empty}</span>
                  <Select
                    size="xs"
                    w={158}
                    aria-label={messages.meaning(column)}
                    data={data}
                    value={mapping[column] ?? ""}
                    allowDeselect={false}
                    searchable
                    onChange={(meaning) => onChange(mapped(mapping, column, meaning || null))}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS).map((row, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file have no other name
              <tr key={place}>
                {columns.map((column) => (
                  <td key={column} data-out={!mapping[column] || undefined}>
                    {row[header.indexOf(column)]?.slice(0, 120)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
