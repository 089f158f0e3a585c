"""Read the tasks of a project as they are, oldest first, for what takes them somewhere else."""

from collections.abc import Sequence
from dataclasses import dataclass

from onetick.kernel.work import Work
from onetick.projects.model import Project

from .model import Task
from .store import PROJECT_BY_AGE


@dataclass(frozen=True, slots=True)
class ReadTasks:
    """Some tasks of a project, and the id behind which the next begin; None when these were the last."""

    tasks: Sequence[Task]
    last: str | None


def read_project(work: Work, project: Project, *, after: str | None, made_before: str, limit: int) -> ReadTasks:
    """The tasks that are at home in a project and were made before the thing with the id `made_before`.

    At most 100 at once; those in the trash are left out.
    """
    newest = f"tsk_{made_before.partition('_')[2]}"
    place = {"org_id": project.org_id, "project_id": project.id}
    rows = work.some(PROJECT_BY_AGE.of(**place, after=after, before=newest), limit=limit)
    tasks = work.find_many(Task, [Task.key(org_id=project.org_id, id=row.task_id) for row in rows])
    own = [task for task in tasks if task.deleted_at is None and task.project_id == project.id]
    return ReadTasks(own, rows[-1].task_id if len(rows) == limit else None)
