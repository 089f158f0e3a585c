/** Where each task is drawn, with what is under way: a drag, keys, a proposal and what would move along. */
import { useMemo, useRef } from "react";
import type { Schemas } from "@/api/client";
import { draggedSpan, type Span, spanOf } from "@/features/schedule/spans";
import type { TaskRow } from "@/features/tasks/queries";
import type { Dragged } from "./dragging";
import { messages } from "./messages";
import type { Proposal } from "./moving";
import type { Nudge } from "./nudging";
import type { By } from "./routes";
import { type Dated, type GroupName, groupOf, type Line, linesOf, steadyLines } from "./rows";

export interface Place {
  task: TaskRow;
  span: Span;
  line: number;
}

interface UnderWay {
  dragged: Dragged | null;
  nudge: Nudge | null;
  proposal: Proposal | null;
  shifts: readonly Schemas["ShiftView"][] | undefined;
}

export function placesOf(
  lines: readonly Line[],
  { dragged, nudge, proposal, shifts = [] }: UnderWay,
): { places: ReadonlyMap<string, Place>; moving: ReadonlySet<string> } {
  const places = new Map<string, Place>();
  const moving = new Set<string>();
  const shifted = new Map(proposal ? shifts.map((shift) => [shift.task_id, shift]) : []);
  lines.forEach((line, index) => {
    if (line.kind === "group") return;
    let { span } = line;
    const shift = shifted.get(line.id);
    if (shift) span = spanOf({ ...line.task, start_at: shift.start_at, due_at: shift.due_at }) ?? span;
    if (proposal?.task.id === line.id) span = spanOf(proposal.dates) ?? span;
    if (dragged?.task.id === line.id && dragged.grip !== "link") {
      span = draggedSpan(line.span, dragged.grip, dragged.days);
    }
    if (nudge?.task.id === line.id) span = draggedSpan(line.span, nudge.grip, nudge.days);
    if (span !== line.span) moving.add(line.id);
    places.set(line.id, { task: line.task, span, line: index });
  });
  return { places, moving };
}

/** The lines in an order that stays while dates change: another one only when tasks come, go or change their group. */
export function useLines(
  items: readonly Dated[],
  by: By,
  projectId: string,
  groups: readonly GroupName[],
): Line[] {
  const kept = useRef<{ key: string; order: Line[] }>({ key: "", order: [] });
  return useMemo(() => {
    const key = [
      by,
      ...groups.map(({ id, name }) => `${id}${name}`),
      ...items.map(({ task }) => `${task.id}${groupOf(task, by, projectId)}`).sort(),
    ].join(" ");
    if (kept.current.key !== key) {
      kept.current = { key, order: linesOf(items, by, projectId, groups, messages.nobody) };
    }
    return steadyLines(kept.current.order, items);
  }, [items, by, projectId, groups]);
}

/** From the earliest to the latest day; it only grows, so that nothing jumps while tasks move. */
export function useExtent(items: readonly Dated[]) {
  const kept = useRef<Span[]>([]);
  return useMemo(() => {
    const all = [...kept.current, ...items.map(({ span }) => span)];
    const from = all.map((span) => span.from).sort()[0];
    const to = all
      .map((span) => span.to)
      .sort()
      .at(-1);
    const [before] = kept.current;
    if (!before || before.from !== from || before.to !== to) kept.current = from && to ? [{ from, to }] : [];
    return kept.current;
  }, [items]);
}
