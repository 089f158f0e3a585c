"""How much is done of what counts for a goal, read from the thing itself."""

from onetick.kernel.ids import is_id
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.model import Task
from onetick.tasks.work_done import share_of_project, share_of_task

from .model import Goal
from .targets import keys_of_work


def share_of(work: Work, target_id: str) -> float | None:
    """The share of a task, a project or a goal that is done; None for what counts for nothing any more."""
    keys = keys_of_work(work.org_id, work.workspace_id, target_id)
    work.prefetch(keys)
    if is_id("tsk", target_id):
        task = work.find(Task, keys[0])
        return None if task is None else share_of_task(task)
    if is_id("prj", target_id):
        project = work.find(Project, keys[0])
        return None if project is None or project.deleted_at is not None else share_of_project(work, target_id)
    goal = work.find(Goal, keys[0])
    return None if goal is None else goal.share
