"""List logged time, by the narrowest of what is asked for: the task, the person, the project."""

from datetime import date

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.patterns import Asked
from onetick.kernel.work import Work
from onetick.tasks.seeing import seen_projects

from .model import TimeEntry
from .schemas import TimeFilter
from .store import OF_PERSON, OF_PROJECT, OF_TASK

_LATER = "~~"
"""Behind every entry of a day."""


def list_time_entries(work: Work, wanted: TimeFilter, paging: Paging) -> Page[TimeEntry]:
    """One page of the entries that the caller sees, of those that were asked for; the caller's own by default."""
    visible = scope(work.standing)
    if visible.nothing:
        return Page([])
    page = work.page(_asked(work, wanted), paging, keep=lambda entry: _fits(work, wanted, entry))
    shown = seen_projects(work, visible, [entry.project_id for entry in page.data])
    return Page([entry for entry in page.data if entry.project_id in shown], page.next_cursor)


def _asked(work: Work, wanted: TimeFilter) -> Asked[TimeEntry]:
    parts = {
        "org_id": work.org_id,
        "workspace_id": work.workspace_id,
        "project_id": wanted.project_id,
        "task_id": wanted.task_id,
        "user_id": _person(work, wanted) or work.principal.id,
    }
    if wanted.task_id is not None:
        asked = OF_TASK.of(**parts)
    else:
        pattern = OF_PROJECT if wanted.project_id is not None and wanted.user_id is None else OF_PERSON
        asked = pattern.of(after=_day(wanted.first), before=_day(wanted.last, _LATER), **parts)
    return asked if wanted.sort == "spent_on" else asked.backwards()


def _day(day: date | None, behind: str = "") -> str | None:
    return None if day is None else f"{day.isoformat()}{behind}"


def _person(work: Work, wanted: TimeFilter) -> str | None:
    return work.principal.id if wanted.user_id == "me" else wanted.user_id


def _fits(work: Work, wanted: TimeFilter, entry: TimeEntry) -> bool:
    """Whether a row is among those that were asked for; it looks at what the order has seen to, too."""
    return (
        entry.deleted_at is None
        and entry.workspace_id == work.workspace_id
        and _person(work, wanted) in (None, entry.user_id)
        and wanted.project_id in (None, entry.project_id)
        and wanted.billable in (None, entry.billable)
        and (wanted.first is None or entry.spent_on >= wanted.first)
        and (wanted.last is None or entry.spent_on <= wanted.last)
    )
