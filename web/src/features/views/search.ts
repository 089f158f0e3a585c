/**
 * What is looked for in a project, as the address says it. Everything that can be chosen is in here, so that a link
 * shows the same to whoever may see it, and the back button takes a choice back.
 */
export interface ViewSearch {
  /** Words in the title, or a key. */
  q?: string;
  /** `me`, or somebody's id. */
  assignee?: string;
  /** Ids of statuses, with commas. */
  status?: string;
  /** With commas. */
  priority?: string;
  due?: Due;
  tag?: string;
  /** Ids of types, with commas; `none` is a plain task. */
  type?: string;
  state?: "open" | "done";
  /** Custom fields: `fld_…:value`, with commas. */
  fields?: string;
  sort?: Sort;
  group?: Group;
  /** Columns of the list, where they differ from those of the saved view. */
  cols?: string;
  /** The saved view that this began with. */
  view?: string;
}

export const DUES = ["overdue", "today", "week", "later"] as const;
export const SORTS = ["due_at", "-due_at", "created_at", "-created_at"] as const;
export const GROUPS = ["status", "assignee", "priority", "type"] as const;
export const PRIORITIES = ["urgent", "high", "medium", "low", "none"] as const;
export type Due = (typeof DUES)[number];
export type OwnSort = (typeof SORTS)[number];
/** By a custom field that the project sorts by. */
export type FieldSort = `${"" | "-"}field.${string}`;
export type Sort = OwnSort | FieldSort;
export type Group = (typeof GROUPS)[number];

/** What narrows down, in the order in which the bar shows it. */
export const FILTERS = ["assignee", "status", "priority", "due", "type", "tag", "state", "fields"] as const;
export type FilterName = (typeof FILTERS)[number];
const TEXTS = ["q", "assignee", "status", "priority", "type", "tag", "fields", "view", "cols"] as const;
const LONGEST = 600;

/** Of an address: whatever is not ours or makes no sense is left out. */
export function viewSearch(given: Record<string, unknown>): ViewSearch {
  const found: ViewSearch = {};
  for (const name of TEXTS) {
    // The router reads `q=12` as a number.
    const text = typeof given[name] === "number" ? String(given[name]) : given[name];
    if (typeof text === "string" && text) found[name] = text.slice(0, LONGEST);
  }
  const due = DUES.find((one) => one === given.due);
  const sort = SORTS.find((one) => one === given.sort) ?? fieldSort(given.sort);
  const group = GROUPS.find((one) => one === given.group);
  if (due) found.due = due;
  if (sort) found.sort = sort;
  if (group) found.group = group;
  if (given.state === "open" || given.state === "done") found.state = given.state;
  return found;
}

function fieldSort(given: unknown): FieldSort | undefined {
  return typeof given === "string" && /^-?field\.fld_[0-9A-Z]{26}$/.test(given)
    ? (given as FieldSort)
    : undefined;
}

/** Whether the screen shows anything else than the project as it is. */
export function isChosen(search: ViewSearch): boolean {
  return isNarrowed(search) || search.sort !== undefined || search.group !== undefined;
}

export function isNarrowed(search: ViewSearch): boolean {
  return search.q !== undefined || FILTERS.some((name) => search[name] !== undefined);
}

/** Every key absent: over another search, nothing of it is left. */
export const nothing: Record<keyof ViewSearch, undefined> = {
  q: undefined,
  assignee: undefined,
  status: undefined,
  priority: undefined,
  due: undefined,
  tag: undefined,
  type: undefined,
  state: undefined,
  fields: undefined,
  sort: undefined,
  group: undefined,
  view: undefined,
  cols: undefined,
};

export function listed(text: string | undefined): string[] {
  return text ? text.split(",").filter(Boolean) : [];
}

/** The list with one more, or one less; absent when it is empty. */
export function toggledIn(text: string | undefined, one: string): string | undefined {
  const all = listed(text);
  const next = all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
  return next.length > 0 ? next.join(",") : undefined;
}

/** Custom fields and the value asked of each. */
export function fieldValues(text: string | undefined): [field: string, value: string][] {
  return listed(text).flatMap((pair): [string, string][] => {
    const at = pair.indexOf(":");
    return at > 0 && /^fld_[0-9A-Z]{26}$/.test(pair.slice(0, at))
      ? [[pair.slice(0, at), pair.slice(at + 1)]]
      : [];
  });
}
