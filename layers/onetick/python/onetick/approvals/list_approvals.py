"""List approvals: those that wait for the caller, those they asked for, those of a task or a project."""

from onetick.kernel.access import scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.model import Task
from onetick.tasks.seeing import seen_projects

from .model import Approval, Side
from .store import AWAITED, OF_PROJECT, OF_TASK


def list_approvals(work: Work, side: Side, paging: Paging) -> Page[Approval]:
    """One page of the caller's, newest first, as far as they still see the projects."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    page = work.page(AWAITED.of(**place, side=side, user_id=work.principal.id), paging)
    rows = [row.approval for row in page.data]
    shown = seen_projects(work, scope(work.standing), [row.project_id for row in rows])
    return Page([row for row in rows if row.project_id in shown], page.next_cursor)


def list_task_approvals(work: Work, task: Task, paging: Paging) -> Page[Approval]:
    """One page of what was ever asked for a task, newest first."""
    return work.page(OF_TASK.of(org_id=task.org_id, task_id=task.id), paging)


def list_project_approvals(work: Work, project: Project, paging: Paging) -> Page[Approval]:
    """One page of what was ever asked for the tasks of a project, newest first."""
    return work.page(OF_PROJECT.of(org_id=project.org_id, project_id=project.id), paging)
