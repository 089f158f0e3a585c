/** What was found, in columns as a board has them: of sections, or of what it is grouped by. */
import type { BoardData, Column } from "@/features/board/board-data";
import type { Section, Status } from "@/features/projects/queries";
import type { TaskRow } from "@/features/tasks/queries";
import { PRIORITIES, type ViewSearch } from "./search";

export interface Words {
  priority: (priority: TaskRow["priority"]) => string;
  person: (id: string) => string;
  nobody: string;
  plain: string;
}

interface Ground {
  projectId: string;
  sections: readonly Section[];
  statuses: readonly Status[];
  types: readonly { id: string; name: string }[];
  words: Words;
}

/** Whose title has every word, or whose key begins with it. */
export function withWords(rows: readonly TaskRow[], text: string | undefined): TaskRow[] {
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(({ title, key }) => {
    const low = title.toLowerCase();
    return words.every((word) => low.includes(word) || key.toLowerCase().startsWith(word));
  });
}

export function inColumns(rows: readonly TaskRow[], search: ViewSearch, ground: Ground): BoardData {
  const [first] = ground.sections;
  if (!first) return { columns: [] };
  if (!search.group) {
    const ordered = search.sort ? rows : byRank(rows, ground.projectId);
    return {
      columns: ground.sections.map((section) =>
        column(
          section,
          ordered.filter((row) => placeIn(ground.projectId, row).section_id === section.id),
        ),
      ),
    };
  }
  // A group looks like a section to whatever shows it, but nothing can be put into it.
  const named = (id: string, name: string, of: (row: TaskRow) => boolean): Column =>
    column({ ...first, id, name, color: null, wip_limit: null, status_id: null }, rows.filter(of));
  const columns = {
    status: () =>
      ground.statuses.map(({ id, name }) => named(`status:${id}`, name, (row) => row.status === id)),
    priority: () =>
      PRIORITIES.map((one) =>
        named(`priority:${one}`, ground.words.priority(one), (row) => row.priority === one),
      ),
    type: () => [
      ...ground.types.map(({ id, name }) => named(`type:${id}`, name, (row) => row.type_id === id)),
      named("type:", ground.words.plain, (row) => !ground.types.some(({ id }) => id === row.type_id)),
    ],
    assignee: () => [
      ...[...new Set(rows.flatMap((row) => row.assignee_ids.slice(0, 1)))].map((id) =>
        named(`person:${id}`, ground.words.person(id), (row) => row.assignee_ids[0] === id),
      ),
      named("person:", ground.words.nobody, (row) => row.assignee_ids.length === 0),
    ],
  }[search.group]();
  return { columns: columns.filter(({ tasks }) => tasks.length > 0) };
}

function column(section: Section, tasks: TaskRow[]): Column {
  return { section, tasks, count: tasks.length, cursor: null };
}

function byRank(rows: readonly TaskRow[], projectId: string): TaskRow[] {
  return [...rows].sort((one, other) => {
    const [here, there] = [placeIn(projectId, one).rank, placeIn(projectId, other).rank];
    return here < there ? -1 : here > there ? 1 : 0;
  });
}

/** A task may stand in several projects; what is changed on the screen shows in its home at once. */
function placeIn(projectId: string, row: TaskRow): { section_id: string; rank: string } {
  if (row.project_id === projectId) return row;
  return row.placements.find((placement) => placement.project_id === projectId) ?? row;
}
