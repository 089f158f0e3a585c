/** What each type of field lets one say about its values, and the values as the API takes them. */
import type { Schemas } from "@/api/client";
import { momentAt, wallOf } from "@/features/schedule/days";
import type { Field, FieldType } from "@/features/tasks/fields/queries";

type Settings = Pick<
  Schemas["FieldView"],
  | "minimum"
  | "maximum"
  | "precision"
  | "min_length"
  | "max_length"
  | "pattern"
  | "earliest"
  | "latest"
  | "scale"
  | "multiple"
>;
export type Limit = keyof Settings;
export type Limits = Partial<Settings>;
export type Default = string | number | boolean | string[] | null;

const NUMBERS = ["minimum", "maximum", "precision"] as const;

const OF_TYPE: Partial<Record<FieldType, readonly Limit[]>> = {
  text: ["min_length", "max_length", "pattern"],
  long_text: ["min_length", "max_length"],
  number: NUMBERS,
  currency: NUMBERS,
  percent: NUMBERS,
  date: ["earliest", "latest"],
  datetime: ["earliest", "latest"],
  rating: ["scale"],
  people: ["multiple"],
  reference: ["multiple"],
};

const WITHOUT_DEFAULT = new Set<FieldType>(["people", "reference", "formula", "rollup"]);

export function limitsOf(type: FieldType): readonly Limit[] {
  return OF_TYPE[type] ?? [];
}

export function hasDefault(type: FieldType): boolean {
  return !WITHOUT_DEFAULT.has(type);
}

/** Those of the type, as they are sent: what is empty is none. */
export function sentLimits(type: FieldType, limits: Limits): Limits {
  return Object.fromEntries(limitsOf(type).map((name) => [name, limits[name] ?? null]));
}

/** A default as a field of a form shows it: moments by the clock on the wall. */
export function shownDefault({ type, default: value }: Pick<Field, "type" | "default">): Default {
  if (value === undefined || value === null) return null;
  if (type !== "datetime") return value as Default;
  const { day, time } = wallOf(String(value));
  return `${day}T${time.slice(0, 5)}`;
}

/** The same as it is sent. */
export function sentDefault(type: FieldType, value: Default): Default {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return null;
  if (type !== "datetime") return value;
  const [day = "", time = "00:00"] = String(value).split("T");
  return momentAt(day, `${time}:00`);
}
