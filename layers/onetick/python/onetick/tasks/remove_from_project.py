"""Take a task out of a project that is not its home."""

from onetick.kernel.authority import authorize
from onetick.kernel.problems import Conflict, NotFound
from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open

from .changing import change
from .model import Task
from .seeing import subject_in


def remove_from_project(work: Work, task: Task, project: Project) -> Task:
    """The task without that project.

    Raises NotFound when it is not in it, Forbidden when the caller may not change what is there,
    Conflict when that is its home or is archived.
    """
    if task.slot_in(project.id) is None:
        raise NotFound()
    authorize(work, "task:edit", subject_in(task, project.id))
    require_open(project)
    if project.id == task.project_id:
        raise Conflict("This is the home of the task. Make another project its home first, or delete the task.")
    return change(work, task, task.without(project.id))
