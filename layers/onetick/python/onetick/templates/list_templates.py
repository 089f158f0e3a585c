"""List templates, and the tasks of one."""

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.tasks.seeing import seen_projects

from .dates import Shift, dates, shift_of
from .model import Template, TemplateSummary, TemplateTask
from .schemas import Preview, TemplateFilter
from .store import TASKS, TEMPLATES, TRASH
from .views import DatedTaskView, TemplateTaskView

Row = Template | TemplateSummary


def list_templates(work: Work, wanted: TemplateFilter, paging: Paging) -> Page[Row]:
    """One page of the templates that the caller sees: those of the workspace, and those of the projects they see."""
    visible = scope(work.standing)
    page = _page(work, wanted, paging)
    shown = seen_projects(work, visible, [row.project_id for row in page.data if row.project_id is not None])
    return Page([row for row in page.data if row.project_id is None or row.project_id in shown], page.next_cursor)


def list_tasks(work: Work, template: Template, wanted: Preview, paging: Paging) -> Page[DatedTaskView]:
    """One page of the tasks of a template, with the dates that they would have. Raises Unprocessable."""
    free = template if wanted.start_on or wanted.due_on else None
    shift: Shift | None = None
    if free is not None:
        shift = shift_of(free, wanted.start_on, wanted.due_on, wanted.timezone, skip_weekends=wanted.skip_weekends)
    page = work.page(TASKS.of(org_id=template.org_id, template_id=template.id), paging)
    return Page([_dated(row, shift) for row in page.data], page.next_cursor)


def _dated(row: TemplateTask, shift: Shift | None) -> DatedTaskView:
    start_at, due_at = dates(row, shift)
    view = TemplateTaskView.of(row)
    shown = {name: getattr(view, name) for name in TemplateTaskView.model_fields}
    return DatedTaskView.model_construct(**shown, start_at=start_at, due_at=due_at)


def _page(work: Work, wanted: TemplateFilter, paging: Paging) -> Page[Row]:
    start = wanted.q.casefold()

    def fits(row: Row) -> bool:
        return (
            wanted.kind in (None, row.of)
            and wanted.project_id in (None, row.project_id)
            and row.name.casefold().startswith(start)
        )

    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    if wanted.trashed:
        trash = work.page(TRASH.of(**place), paging, keep=fits)
        return Page(list(trash.data), trash.next_cursor)
    page = work.page(TEMPLATES.of(**place), paging, keep=lambda row: fits(row.template))
    return Page([row.template for row in page.data], page.next_cursor)
