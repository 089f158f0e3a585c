/** What colours mean: a category of statuses, a person, or how urgent something is. */
import type { CSSProperties } from "react";
import type { Series } from "./queries";

export interface Tone {
  name: string;
  /** Several of one kind are told apart by how light they are. */
  step?: number;
}

const HUES = 8;

/** The attributes that give a shape or a swatch its colour. */
export function toned({ name, step = 0 }: Tone): { "data-tone": string; style: CSSProperties } {
  return { "data-tone": name, style: { "--step": step } as CSSProperties };
}

/** The colours of statuses: one for each category, lighter for each further status in it. */
export function statusTones(series: readonly Series[]): Tone[] {
  const seen = new Map<string, number>();
  return series.map(({ category }) => {
    const name = category ?? "former";
    const step = seen.get(name) ?? 0;
    seen.set(name, step + 1);
    return { name, step };
  });
}

/** A colour for the first, the second, the third of several people. */
export const personTone = (index: number): Tone => ({ name: `person-${index % HUES}` });
