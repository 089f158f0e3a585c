"""List tasks, where the order that is asked for is one that tasks are kept in.

Whatever narrows the list further is looked at in the rows of each window, so a page may be short.
Other orders and filters are the business of search.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from onetick.kernel.access import VisibleProjects, scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.patterns import Asked, Pattern
from onetick.kernel.problems import Fault, ValidationFailed
from onetick.kernel.work import Work

from .field_order import by_field, require_sortable, window_by_field
from .filters import TaskFilter
from .fitting import Row, fitting, person_named
from .model import NO_DUE_DATE, Task, due_key
from .seeing import seen, seen_projects
from .sorting import field_named
from .store import (
    BOARD,
    COLUMN,
    PROJECT_BY_AGE,
    PROJECT_BY_DUE,
    TAG_BY_DUE,
    TRASH,
    TYPE_BY_DUE,
    WORK_BY_DUE,
    WORKSPACE_BY_AGE,
)

MAX_WINDOWS = 4
LATEST = "~"
"""Behind every sort key of every list."""
_LATER = "#~"
"""Behind every task with the same due date."""


def list_tasks(work: Work, wanted: TaskFilter, paging: Paging) -> Page[Row]:
    """One page of the tasks that the caller sees, of those that were asked for.

    Sorted by due date, only open tasks are listed, unless finished ones are asked for. Tasks of
    archived projects are listed where the project itself is asked for. Raises ValidationFailed for
    an order that the filters do not support, and what `require_sortable` does.
    """
    visible = scope(work.standing)
    window = _window_of(work, wanted, visible)
    if window is None:
        return Page([])
    fits = fitting(wanted, work.principal.id)
    for _ in range(MAX_WINDOWS):
        page = window(paging)
        rows = [row for entity in page.data if fits(row := _row(entity))]
        kept = seen(work, visible, rows, project_id=wanted.project_id)
        if kept or page.next_cursor is None:
            break
        paging = replace(paging, start=paging.read(page.next_cursor))
    return Page(kept, page.next_cursor)


def _window_of(work: Work, wanted: TaskFilter, visible: VisibleProjects) -> Callable[[Paging], Page[Any]] | None:
    """How windows are read in the order that is asked for; None where there is nothing to be seen."""
    asked, field_id = query_of(work, wanted), field_named(wanted.sort)
    if visible.nothing:
        return None
    if field_id is None:
        return partial(_window, work, asked)
    assert wanted.project_id is not None
    # What fields a project has is nothing to those who do not see it.
    if not seen_projects(work, visible, [wanted.project_id]):
        return None
    require_sortable(work, wanted, field_id)
    return partial(window_by_field, work, asked)


def _window(work: Work, asked: Asked[Any], paging: Paging) -> Page[Any]:
    """One window. In an index it goes on by the index's own sort key.

    A position in an index also names the item's key in the table, which for a placement changes when
    the task is moved; taken as it is, a task at the end of a page that is then moved would come twice.
    """
    query, start = asked.query, paging.start
    if query.index is None or start is None or start.index_sk is None:
        return work.page(asked, paging)
    if query.ascending:
        query = replace(query, after=max(query.after or "", start.index_sk))
    else:
        query = replace(query, before=min(query.before or LATEST, _before(start.index_sk)))
    return work.page(replace(asked, query=query), replace(paging, start=None))


def _before(sort_key: str) -> str:
    """A bound between a sort key, which ends in an id, and those before it: `~` is behind all that ids are made of."""
    return sort_key[:-1] + chr(ord(sort_key[-1]) - 1) + "~"


def _row(entity: Any) -> Row:
    return entity if isinstance(entity, Task) else entity.task


# The order


@dataclass(frozen=True, slots=True)
class _Order:
    """One way to list tasks; `due` when it is by due date, so that dates narrow what is read."""

    pattern: Pattern[Any]
    backwards: bool = False
    due: bool = False


_BY_PROJECT = {
    "rank": _Order(BOARD),
    "created_at": _Order(PROJECT_BY_AGE),
    "-created_at": _Order(PROJECT_BY_AGE, backwards=True),
    "due_at": _Order(PROJECT_BY_DUE, due=True),
    "-due_at": _Order(PROJECT_BY_DUE, due=True, backwards=True),
}
_BY_SECTION = {**_BY_PROJECT, "rank": _Order(COLUMN)}
_BY_ASSIGNEE = {
    "due_at": _Order(WORK_BY_DUE, due=True),
    "-due_at": _Order(WORK_BY_DUE, due=True, backwards=True),
}
_BY_TAG = {
    "due_at": _Order(TAG_BY_DUE, due=True),
    "-due_at": _Order(TAG_BY_DUE, due=True, backwards=True),
}
_BY_TYPE = {
    "due_at": _Order(TYPE_BY_DUE, due=True),
    "-due_at": _Order(TYPE_BY_DUE, due=True, backwards=True),
}
_ALL = {
    "-created_at": _Order(WORKSPACE_BY_AGE, backwards=True),
    "created_at": _Order(WORKSPACE_BY_AGE),
}
_IN_TRASH = {"-deleted_at": _Order(TRASH)}


def query_of(work: Work, wanted: TaskFilter) -> Asked[Any]:
    """The query behind the order that is asked for. Raises ValidationFailed when there is none."""
    field_id = field_named(wanted.sort)
    if field_id is not None:
        return by_field(work, wanted, field_id)
    orders, what = _orders(wanted)
    default = next(iter(orders))
    order = orders.get(wanted.sort or default)
    if order is None:
        fault = Fault("query/sort", "unsupported", f"{what} can be sorted by {', '.join(orders)}")
        raise ValidationFailed("These tasks cannot be listed in this order.", errors=[fault])
    state = "done" if wanted.completed else "open"
    parts = {
        "org_id": work.org_id,
        "workspace_id": work.workspace_id,
        "project_id": wanted.project_id,
        "section_id": wanted.section_id,
        "tag_id": wanted.tag_id,
        "type_id": wanted.type_id,
        "user_id": person_named(wanted.assignee_id, work.principal.id),
        "state": state,
    }
    bounds = _bounds(wanted, order.pattern.prefix.build(parts)) if order.due else {}
    asked: Asked[Any] = order.pattern.of(**bounds, **parts)
    return asked.backwards() if order.backwards else asked


def _orders(wanted: TaskFilter) -> tuple[dict[str, _Order], str]:
    if wanted.trashed:
        return _IN_TRASH, "tasks in the trash"
    if wanted.section_id is not None and wanted.project_id is None:
        fault = Fault("query/filter[section_id]", "incomplete", "needs filter[project_id]")
        raise ValidationFailed("The query is not valid.", errors=[fault])
    if wanted.section_id is not None:
        return _BY_SECTION, "tasks of a section"
    if wanted.project_id is not None:
        return _BY_PROJECT, "tasks of a project"
    if wanted.tag_id is not None:
        return _BY_TAG, "tasks with a tag"
    if wanted.assignee_id is not None:
        return _BY_ASSIGNEE, "tasks of an assignee"
    if wanted.type_id not in (None, "none"):
        return _BY_TYPE, "tasks of a type"
    return _ALL, "tasks of no one project, tag, assignee or type"


def _bounds(wanted: TaskFilter, prefix: str) -> dict[str, str]:
    """Between which sort keys tasks with the wanted due dates are; those without one only when all are wanted."""
    lower = [prefix + due_key(wanted.due_gte)] if wanted.due_gte else []
    lower += [prefix + due_key(wanted.due_gt) + _LATER] if wanted.due_gt else []
    upper = [prefix + due_key(wanted.due_lt)] if wanted.due_lt else []
    upper += [prefix + due_key(wanted.due_lte) + _LATER] if wanted.due_lte else []
    if not lower and not upper:
        return {}
    bounds = {"before": min([*upper, prefix + NO_DUE_DATE])}
    return bounds | ({"after": max(lower)} if lower else {})
