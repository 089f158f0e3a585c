"""Show a board: the first tasks of each column, and cursors to go on.

One query reads tasks over several columns, section by section. It is given room for what the
columns are known to hold, at most `MAX_ROWS`, so the whole board of an ordinary project is one
query. A column with more than a window of tasks ends a query, and the next one skips to the column
behind it: so a board takes at most one query a filled column, and reads rows in proportion to what
it shows. Counts only tell how much to ask for; nothing is wrong when they lag behind.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onetick.kernel.paging import Paging
from onetick.kernel.problems import NotFound
from onetick.kernel.table import Position
from onetick.kernel.work import Work
from onetick.projects.model import Project, Section
from onetick.projects.schemas import SectionView
from onetick.projects.targets import outline_of

from .guesses import visited
from .model import COUNT_SHARDS, ColumnCounts
from .rows import Placement
from .schemas import BoardView, ColumnPage, ColumnView, TaskRow
from .store import BOARD, COLUMN

MAX_FILLED = 20
"""How many columns are filled at once, the first ones. The others come empty, with a cursor."""
MAX_ROWS = 250
_LAG = 10


@dataclass(slots=True)
class _Column:
    """What was read of a column; `whole` when nothing of it is left."""

    rows: list[Placement] = field(default_factory=list)
    whole: bool = False


def get_board(work: Work, project: Project, only: str | None, paging: Paging) -> BoardView:
    """The board, or one column of it from a cursor on.

    Raises NotFound for a section of another project.
    """
    visited(work.org_id, work.principal.id, project.id)
    sections = outline_of(work, project).sections
    counts = _counts(work, project)
    if only is not None:
        section = next((section for section in sections if section.id == only), None)
        if section is None:
            raise NotFound()
        return BoardView(project_id=project.id, columns=[_further(work, project, section, counts, paging)])
    filled = _fill(work, project, sorted(section.id for section in sections[:MAX_FILLED]), counts, paging.limit)
    columns = [_view(project, section, filled.get(section.id), counts, paging) for section in sections]
    return BoardView(project_id=project.id, columns=columns)


def _counts(work: Work, project: Project) -> Mapping[str, int]:
    keys = [
        ColumnCounts.key(org_id=project.org_id, project_id=project.id, shard=shard) for shard in range(COUNT_SHARDS)
    ]
    total: dict[str, int] = {}
    for shard in work.find_many(ColumnCounts, keys):
        for section_id, count in shard.counts.items():
            total[section_id] = total.get(section_id, 0) + count
    return total


def _further(work: Work, project: Project, section: Section, counts: Mapping[str, int], paging: Paging) -> ColumnView:
    asked = COLUMN.of(org_id=project.org_id, project_id=project.id, section_id=section.id)
    page = work.page(asked, paging, part=section.id)
    shown = len(page.data)
    more = page.next_cursor is not None
    return ColumnView(
        section=SectionView.of(section),
        count=shown if paging.start is None and not more else max(counts.get(section.id, 0), shown + more),
        tasks=[TaskRow.of(row.task) for row in page.data],
        page=ColumnPage(next_cursor=page.next_cursor, has_more=more),
    )


def _fill(
    work: Work, project: Project, ids: Sequence[str], counts: Mapping[str, int], limit: int
) -> Mapping[str, _Column]:
    """The first tasks of these sections, which are sorted by id, as their tasks are."""
    columns = {id: _Column() for id in ids}
    place, start = 0, f"{ids[0]}#"
    while place < len(ids):
        size = _size(ids[place:], counts, limit)
        asked = BOARD.of(org_id=project.org_id, project_id=project.id, after=start, before=f"{ids[-1]}#~")
        rows = work.some(asked, limit=size)
        for row in rows:
            if row.section_id in columns:
                columns[row.section_id].rows.append(row)
        reached = len(ids) if len(rows) < size else bisect_right(ids, rows[-1].section_id)
        last = ids[reached - 1] if len(rows) == size and rows[-1].section_id == ids[reached - 1] else None
        for id in ids[place:reached]:
            columns[id].whole = id != last
        if last is not None and len(columns[last].rows) <= limit:
            place, start = reached - 1, rows[-1].own_key.sk
        else:
            place = reached
            start = f"{ids[place]}#" if place < len(ids) else start
    return columns


def _size(ids: Sequence[str], counts: Mapping[str, int], limit: int) -> int:
    """How many rows to ask for: up to and into the first column that has more than a window."""
    size = 0
    for id in ids:
        size += min(counts.get(id, 0), limit + 1)
        if counts.get(id, 0) > limit:
            break
    else:
        size += _LAG
    return max(limit + 1, min(size, MAX_ROWS))


def _view(
    project: Project, section: Section, column: _Column | None, counts: Mapping[str, int], paging: Paging
) -> ColumnView:
    rows = column.rows[: paging.limit] if column else []
    whole = column is not None and column.whole and len(column.rows) <= paging.limit
    least = len(rows) if column is None else len(rows) + 1
    end = Placement.kind.pk.build({"org_id": project.org_id, "project_id": project.id})
    last = rows[-1].own_key.sk if rows else f"{section.id}#"
    return ColumnView(
        section=SectionView.of(section),
        count=len(rows) if whole else max(counts.get(section.id, 0), least),
        tasks=[TaskRow.of(row.task) for row in rows],
        page=ColumnPage(
            next_cursor=None if whole else paging.cursor(Position(end, last), part=section.id),
            has_more=not whole,
        ),
    )
