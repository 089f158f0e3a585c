"""List the tasks that the caller has reminders on."""

from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.tasks.model import Task
from onetick.tasks.part_schemas import LinkedTaskView
from onetick.tasks.seeing import seen

from .model import Reminders
from .schemas import RemindedTaskView, RemindersView
from .store import OF_PERSON


def list_reminders(work: Work, paging: Paging) -> Page[RemindedTaskView]:
    """One page, without tasks that are in the trash or that the caller does not see any more."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id, "user_id": work.principal.id}
    page = work.page(OF_PERSON.of(**place), paging, keep=lambda row: bool(row.reminders))
    keys = [Task.key(org_id=work.org_id, id=row.task_id) for row in page.data]
    homes = {
        ProjectAccess.key(org_id=row.org_id, workspace_id=row.workspace_id, project_id=row.project_id)
        for row in page.data
    }
    work.prefetch([*keys, *homes])
    tasks = [task for task in work.find_many(Task, keys) if task.deleted_at is None]
    shown = {task.id: task for task in seen(work, scope(work.standing), tasks)}
    rows = [_view(row, shown[row.task_id]) for row in page.data if row.task_id in shown]
    return Page(rows, page.next_cursor)


def _view(row: Reminders, task: Task) -> RemindedTaskView:
    return RemindedTaskView(
        task=LinkedTaskView.model_validate(task),
        reminders=RemindersView.of(row, task).data,
    )
