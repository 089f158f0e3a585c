"""List goals."""

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.tasks.seeing import seen_projects

from .model import Goal, GoalSummary
from .schemas import GoalFilter
from .store import GOALS, GOALS_UNDER, TRASH

Row = Goal | GoalSummary


def list_goals(work: Work, wanted: GoalFilter, paging: Paging) -> Page[Row]:
    """One page of the goals that the caller sees: those of the workspace, and those of the projects they see."""
    visible = scope(work.standing)
    page = _page(work, wanted, paging)
    shown = seen_projects(work, visible, [row.project_id for row in page.data if row.project_id is not None])
    return Page([row for row in page.data if row.project_id is None or row.project_id in shown], page.next_cursor)


def _page(work: Work, wanted: GoalFilter, paging: Paging) -> Page[Row]:
    owner = work.principal.id if wanted.owner_id == "me" else wanted.owner_id

    def fits(row: Row) -> bool:
        return (
            wanted.project_id in (None, row.project_id)
            and owner in (None, row.owner_id)
            and wanted.state in (None, row.state)
            and wanted.period in (None, row.period)
            and wanted.parent_id in (None, row.parent_id or "top")
        )

    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    if wanted.trashed:
        trash = work.page(TRASH.of(**place), paging, keep=fits)
        return Page(list(trash.data), trash.next_cursor)
    asked = GOALS.of(**place) if wanted.parent_id is None else GOALS_UNDER.of(**place, above=wanted.parent_id)
    page = work.page(asked, paging, keep=lambda row: fits(row.goal))
    return Page([row.goal for row in page.data], page.next_cursor)
