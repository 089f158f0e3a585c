"""Take tasks whose status is gone, or of another category, to where they belong: one step of a job."""

from collections import Counter

from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.problems import Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Workflow
from onetick.projects.remapping import Remapped, RemapStatuses

from .changing import change
from .model import Summary, Task
from .statuses import with_status
from .store import PROJECT_BY_AGE

MAX_COUNTED = 500
"""How many tasks a preview counts; of a larger project it says that there are at least so many."""
LOOKED_AT = 100
"""How many tasks a step looks at; those to change are as many as one transaction holds."""


def count_by_status(work: Work, project_id: str) -> tuple[Counter[str], bool]:
    """How many tasks of a project have each status, of the oldest `MAX_COUNTED`; and whether those are all."""
    rows = work.some(PROJECT_BY_AGE.of(org_id=work.org_id, project_id=project_id), limit=MAX_COUNTED + 1)
    counted = rows[:MAX_COUNTED]
    return Counter(row.task.status for row in counted if row.task.project_id == project_id), len(rows) <= MAX_COUNTED


def _is_stranded(task: Task | Summary, wanted: RemapStatuses, workflow: Workflow) -> bool:
    """Whether a task has its home here and a status that is gone, or not the category of its status."""
    if task.project_id != wanted.project_id:
        return False
    if task.status in wanted.remap:
        return True
    status = workflow.status(task.status)
    return task.status in wanted.recategorized and status is not None and status.category != task.status_category


def remap_statuses(work: Work, step: Step[RemapStatuses, Remapped]) -> Progress[Remapped]:
    """One step, the oldest tasks first. Transitions and rules do not matter: the statuses are not there to go from."""
    wanted = step.parameters
    workflow = work.load(Workflow, Workflow.key(org_id=work.org_id, project_id=wanted.project_id))
    asked = PROJECT_BY_AGE.of(org_id=work.org_id, project_id=wanted.project_id, after=step.checkpoint.after)
    rows = work.some(asked, limit=LOOKED_AT)
    ids = [row.task_id for row in rows if _is_stranded(row.task, wanted, workflow)]
    tasks = work.find_many(Task, [Task.key(org_id=work.org_id, id=id) for id in ids])
    stranded = [task for task in tasks if _is_stranded(task, wanted, workflow)]

    def one(task: Task) -> Task:
        status = workflow.status(wanted.remap.get(task.status, task.status))
        if status is None:
            raise Unprocessable("The status that was named in its place is gone, too.")
        return change(work, task, with_status(task, status, work.now), passage="planned")

    done = work_through(work, stranded, one, start=step.job.done, name=lambda task: task.id)
    whole = done.count == len(stranded)
    last = rows[-1].task_id if whole and rows else stranded[done.count - 1].id if done.count else step.checkpoint.after
    ended = whole and len(rows) < LOOKED_AT
    return Progress(
        next=None if ended else Remapped(after=last),
        done=done.count,
        counts={"remapped": len(done.results)} if done.results else {},
        errors=done.errors,
    )
