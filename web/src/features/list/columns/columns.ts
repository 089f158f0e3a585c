/** Which columns a list shows beside the title, in order, and how wide each is. */
import { type Column, type SavedView, WIDTHS } from "@/features/views/filter";

export const OWN = [
  "status",
  "assignee_ids",
  "start_at",
  "due_at",
  "priority",
  "tag_ids",
  "points",
  "estimate_minutes",
  "created_at",
] as const;
export type OwnColumn = (typeof OWN)[number];

export const MOST = 12;
export const NARROWEST = 60;
export const WIDEST = 400;
const USUAL = 130;

export const usual: readonly Column[] = [
  { id: "assignee_ids", width: 110 },
  { id: "due_at", width: 110 },
  { id: "priority", width: 120 },
];

/** As an address and a device keep it: `due_at:110,fld_…:130`. Whatever is no column is left out. */
export function columnsOf(text: string | undefined | null): Column[] | null {
  if (text === undefined || text === null) return null;
  const found = text.split(",").flatMap((part) => {
    const [id = "", width] = part.split(":");
    return isColumn(id) ? [{ id, width: clamped(Number(width ?? USUAL)) }] : [];
  });
  return found.filter(({ id }, place) => found.findIndex((one) => one.id === id) === place).slice(0, MOST);
}

export function textOf(columns: readonly Column[]): string {
  return columns.map(({ id, width }) => `${id}:${width}`).join(",") || NONE;
}

/** Those that a saved view keeps; null when it keeps none. */
export function columnsOfView(view: Pick<SavedView, "columns" | "options">): Column[] | null {
  if (view.columns.length === 0) return null;
  const widths = String(view.options[WIDTHS] ?? "").split(",");
  return columnsOf(view.columns.map((id, place) => `${id}:${Number(widths[place]) || USUAL}`).join(","));
}

export function widened(columns: readonly Column[], id: string, width: number): Column[] {
  return columns.map((one) => (one.id === id ? { id, width: clamped(width) } : one));
}

export function toggled(columns: readonly Column[], id: string): Column[] {
  const others = columns.filter((one) => one.id !== id);
  return others.length < columns.length ? others : [...columns, { id, width: USUAL }];
}

/** With a column one place further to the left (-1) or right (1). */
export function shifted(columns: readonly Column[], id: string, by: -1 | 1): Column[] {
  const place = columns.findIndex((one) => one.id === id);
  const moved = columns[place];
  const others = columns.filter((one) => one.id !== id);
  return moved ? others.toSpliced(Math.max(0, place + by), 0, moved) : [...columns];
}

/** No column at all is a choice, too. */
const NONE = "none";

function isColumn(id: string): boolean {
  return (OWN as readonly string[]).includes(id) || /^fld_[0-9A-Z]{26}$/.test(id);
}

function clamped(width: number): number {
  return Number.isFinite(width) ? Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) : USUAL;
}
