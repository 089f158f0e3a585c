import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { measured } from "@/components/measured";
import type { BoardData } from "@/features/board/board-data";
import { useFurther } from "@/features/board/queries";
import { useProjectId } from "@/features/projects/queries";
import { useRights } from "@/features/projects/rights";
import type { TaskRow } from "@/features/tasks/queries";
import type { Column } from "@/features/views/filter";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import { AddLine } from "./AddLine";
import { BulkBar } from "./BulkBar";
import { CellEditor, type Editing } from "./CellEditor";
import { Head } from "./columns/Head";
import { useColumns } from "./columns/use-columns";
import { useCellWords } from "./columns/words";
import classes from "./list.module.css";
import { between, linesOf } from "./rows";
import { SectionLine } from "./SectionLine";
import { TaskLine } from "./TaskLine";

const LINE = 36;
const SECTION = 46;
/** What the title and the box before it take at least. */
const TITLE = 420;

interface Props {
  board: BoardData;
  /** By something else than sections: then there is no place to add to. */
  isGrouped?: boolean;
}

/** Sections and tasks as lines; only those on the screen exist. */
export function TaskList({ board, isGrouped = false }: Props) {
  const projectId = useProjectId();
  const rights = useRights(projectId);
  const further = useFurther(useWorkspaceId(), projectId);
  const people = usePeople();
  const [columns, setColumns] = useColumns(projectId);
  const words = useCellWords(projectId, columns);
  const scroller = useRef<HTMLDivElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<Editing | null>(null);
  const anchor = useRef<string | null>(null);

  const mayAdd = rights.mayCreate && !isGrouped;
  const lines = useMemo(() => linesOf(board, closed, mayAdd), [board, closed, mayAdd]);
  const latest = useRef(lines);
  latest.current = lines;
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lines[index]?.id ?? index,
    estimateSize: (index) => (lines[index]?.kind === "section" ? SECTION : LINE),
    measureElement: measured,
    overscan: 12,
    paddingEnd: 80,
    // As on the board.
    useFlushSync: false,
  });
  const items = rows.getVirtualItems();

  useEffect(() => {
    for (const { index } of items) {
      const line = lines[index];
      if (line?.kind === "waiting") further(line.sectionId, line.cursor);
    }
  }, [items, lines, further]);

  const select = useCallback((id: string, isRange: boolean) => {
    const from = anchor.current;
    anchor.current = id;
    setSelected((before) => {
      const next = new Set(before);
      if (isRange && from) for (const one of between(latest.current, from, id)) next.add(one);
      else if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);

  const toggleSection = useCallback((id: string) => {
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);

  const chosen = lines.flatMap((line): TaskRow[] =>
    line.kind === "task" && selected.has(line.id) ? [line.task] : [],
  );
  return (
    <div className={classes.list} style={gridOf(columns)}>
      <div className={classes.sheet}>
        <Head columns={columns} name={words.name} onChange={setColumns} />
        <div ref={scroller} className={classes.scroller} data-list-scroller="">
          <div className={classes.track} style={{ height: rows.getTotalSize() }}>
            {items.map((item) => {
              const line = lines[item.index];
              if (!line) return null;
              return (
                <div
                  key={item.key}
                  ref={rows.measureElement}
                  data-index={item.index}
                  className={classes.slot}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {line.kind === "section" && (
                    <SectionLine column={line.column} isOpen={line.isOpen} onToggle={toggleSection} />
                  )}
                  {line.kind === "task" && (
                    <TaskLine
                      task={line.task}
                      rights={rights}
                      people={people}
                      columns={columns}
                      words={words}
                      isSelected={selected.has(line.id)}
                      onSelect={select}
                      onEdit={setEditing}
                    />
                  )}
                  {line.kind === "waiting" && <div className={classes.more} aria-busy="true" />}
                  {line.kind === "add" && <AddLine section={line.column.section} />}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {editing && <CellEditor editing={editing} onClose={() => setEditing(null)} />}
      {chosen.length > 0 && (
        <BulkBar
          tasks={chosen}
          rights={rights}
          projectId={projectId}
          onClear={() => setSelected(new Set())}
        />
      )}
    </div>
  );
}

function gridOf(columns: readonly Column[]): CSSProperties {
  const widths = columns.map(({ width }) => `${width}px`).join(" ");
  const least = columns.reduce((sum, { width }) => sum + width, TITLE);
  return { "--wide": `34px minmax(0, 1fr) ${widths}`, "--least": `${least}px` } as CSSProperties;
}
