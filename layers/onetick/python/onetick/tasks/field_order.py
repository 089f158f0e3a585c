"""The tasks of a project by the value of one of its custom fields."""

from dataclasses import replace

from onetick.fields.sorting import MAX_SORTABLE
from onetick.fields.targets import field_set_of
from onetick.kernel.paging import Page, Paging
from onetick.kernel.patterns import Asked
from onetick.kernel.problems import Conflict, Fault, Unprocessable, ValidationFailed
from onetick.kernel.table import Position
from onetick.kernel.work import Work

from .filters import TaskFilter
from .rows import FieldPlacement
from .store import PROJECT_BY_FIELD

SET, UNSET = "set#", "unset#"


def require_sortable(work: Work, wanted: TaskFilter, field_id: str) -> None:
    """Raises Unprocessable for a field by which the project does not sort, Conflict while that is prepared."""
    assert wanted.project_id is not None
    one = field_set_of(work, wanted.project_id).find(field_id)
    if one is None or not one.sorts:
        how = f"attach it to the project with sortable: true, at most {MAX_SORTABLE} fields of a project are"
        fault = Fault("query/sort", "not_sortable", f"is no field that the project's tasks can be sorted by: {how}")
        raise Unprocessable("These tasks cannot be sorted by this field.", errors=[fault])
    if not one.sort_ready:
        raise Conflict("The tasks are still being put into the order of this field. Try again in a moment.")


def by_field(work: Work, wanted: TaskFilter, field_id: str) -> Asked[FieldPlacement]:
    """The tasks of a project by a field. Raises ValidationFailed for a list that is not of a project."""
    if wanted.project_id is None or wanted.trashed:
        fault = Fault("query/sort", "unsupported", "by a field, only the tasks of one filter[project_id] can be sorted")
        raise ValidationFailed("These tasks cannot be listed in this order.", errors=[fault])
    asked = PROJECT_BY_FIELD.of(org_id=work.org_id, project_id=wanted.project_id, field_id=field_id)
    return asked.backwards() if (wanted.sort or "").startswith("-") else asked


def window_by_field(work: Work, asked: Asked[FieldPlacement], paging: Paging) -> Page[FieldPlacement]:
    """One window. Either way tasks without a value come last, so backwards these are a list of their own."""
    query = asked.query
    if query.ascending:
        return work.page(asked, paging)
    if paging.start is not None and paging.start.sk.startswith(UNSET):
        return work.page(replace(asked, query=replace(query, prefix=UNSET, ascending=True)), paging)
    page = work.page(replace(asked, query=replace(query, prefix=SET)), paging)
    if page.next_cursor is not None:
        return page
    return Page(page.data, paging.cursor(Position(query.pk, UNSET)))
