/** Values of fields as people read them. What comes from people stays text. */
import { fullMoment } from "@/components/dates";
import { messages } from "./messages";
import type { Field } from "./queries";

/** Of what has a text of its own: numbers, days, and what was worked out. */
export function valueText(field: Field, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? messages.yes : messages.no;
  if (typeof value === "number") return numberText(field, value);
  if (typeof value === "object" && "error" in value) return errorText(String(value.error));
  if (Array.isArray(value)) return value.map((one) => optionName(field, one)).join(", ");
  const text = String(value);
  const type = field.result_type ?? field.type;
  if (type === "date") return dayText(text);
  if (type === "datetime") return Number.isNaN(Date.parse(text)) ? text : fullMoment(text);
  return optionName(field, text);
}

export function isError(value: unknown): value is { error: string } {
  return typeof value === "object" && value !== null && "error" in value;
}

function errorText(code: string): string {
  return messages.errors[code] ?? messages.anyError(code);
}

export function numberText(
  { type, precision, currency_code, function: rolled }: Field,
  value: number,
): string {
  const digits =
    precision === null
      ? { maximumFractionDigits: 6 }
      : { minimumFractionDigits: precision, maximumFractionDigits: precision };
  if (type === "currency" && currency_code) {
    return new Intl.NumberFormat(undefined, { style: "currency", currency: currency_code, ...digits }).format(
      value,
    );
  }
  const text = new Intl.NumberFormat(undefined, digits).format(value);
  return type === "percent" || rolled === "percent_done" ? `${text} %` : text;
}

function dayText(day: string): string {
  const date = new Date(`${day}T12:00:00`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" }).format(date);
}

function optionName({ options }: Field, id: string): string {
  return options.find((option) => option.id === id)?.name ?? id;
}

/** An address that a link may lead to; null for any other. */
export function safeHref(type: Field["type"], value: string): string | null {
  if (type === "url") return /^https?:\/\//i.test(value) ? value : null;
  if (type === "email") return `mailto:${encodeURIComponent(value).replace("%40", "@")}`;
  return /^\+?[0-9]{3,15}$/.test(value) ? `tel:${value}` : null;
}
