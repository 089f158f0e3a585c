"""Take tasks whose status is gone to the one that was named in its place: one step of a job."""

from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.problems import Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Workflow
from onetick.projects.remapping import Remapped, RemapStatuses

from .changing import change
from .model import Task
from .statuses import with_status
from .store import PROJECT_BY_AGE

LOOKED_AT = 100
"""How many tasks a step looks at; those to change are as many as one transaction holds."""


def remap_statuses(work: Work, step: Step[RemapStatuses, Remapped]) -> Progress[Remapped]:
    """One step, the oldest tasks first. Transitions and rules do not matter: the statuses are not there to go from."""
    wanted = step.parameters
    workflow = work.load(Workflow, Workflow.key(org_id=work.org_id, project_id=wanted.project_id))
    asked = PROJECT_BY_AGE.of(org_id=work.org_id, project_id=wanted.project_id, after=step.checkpoint.after)
    rows = work.some(asked, limit=LOOKED_AT)
    ids = [row.task_id for row in rows if row.task.status in wanted.remap]
    tasks = work.find_many(Task, [Task.key(org_id=work.org_id, id=id) for id in ids])
    stranded = [task for task in tasks if task.project_id == wanted.project_id and task.status in wanted.remap]

    def one(task: Task) -> Task:
        status = workflow.status(wanted.remap[task.status])
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
