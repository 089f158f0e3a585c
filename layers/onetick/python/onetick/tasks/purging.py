"""What a task leaves: its partition, and the rows of its summary wherever it was listed."""

from dataclasses import replace

from onetick.kernel.purging import Bin, Place, leaves, tied
from onetick.kernel.work import Work
from onetick.projects.model import Project, Workflow
from onetick.tenancy.model import Workspace

from .changing import change
from .copies import copies
from .events import TASK_DELETED, TASK_RESTORED
from .family import TrashedSubtask
from .model import Task
from .rows import Placement
from .statuses import with_status

TASKS = Bin("task", Task, deleted=[TASK_DELETED], restored=[TASK_RESTORED])


def _places(project: Project) -> list[Place]:
    own = f"{project.org_id}#prj#{project.id}"
    return [Place(f"{own}#board"), Place(f"{own}#milestones")]


def _only_here(row: Placement) -> list[Place]:
    """The task of a place, which is gone with its only project."""
    if row.task.project_id != row.project_id or row.task.elsewhere:
        return []
    return [Place(f"{row.org_id}#tsk#{row.task.id}", prefix="task", exact=True)]


def _here_too(row: Placement) -> list[str]:
    return [row.task.id] if len(row.task.project_ids) > 1 else []


def _move_on(work: Work, project_id: str, task_id: str) -> None:
    """Take a task out of the project that is gone; where that was its home, the next of its projects is."""
    task = work.find(Task, Task.key(org_id=work.org_id, id=task_id))
    if task is None or task.slot_in(project_id) is None or len(task.project_ids) == 1:
        return
    if task.project_id != project_id:
        change(work, task, task.without(project_id), passage="planned")
        return
    home, *others = task.elsewhere
    workflow = work.load(Workflow, Workflow.key(org_id=work.org_id, project_id=home.project_id))
    alike = (status for status in workflow.statuses if status.category == task.status_category)
    status = workflow.status(task.status) or next(alike, workflow.initial)
    settled = replace(
        task,
        project_id=home.project_id,
        section_id=home.section_id,
        rank=home.rank,
        elsewhere=tuple(others),
    )
    change(work, task, with_status(settled, status, work.now), passage="planned")


leaves(Project, places=_places)
leaves(Placement, places=_only_here)
tied("place", Placement, _here_too, _move_on)
leaves(Task, copies=copies, places=lambda task: [Place(f"{task.org_id}#tsk#{task.id}")])
# What went to the trash with a task can come back only with it.
leaves(TrashedSubtask, things=lambda row: [("task", row.task_id, Task.key(org_id=row.org_id, id=row.task_id))])
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#keys")])
