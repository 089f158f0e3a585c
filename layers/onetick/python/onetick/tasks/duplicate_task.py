"""Make a task after another."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open
from onetick.projects.targets import outline_of

from .changing import watched_by
from .creation import add
from .model import Task
from .parents import born_under, usable_parent
from .people import who_see
from .schemas import DuplicateOptions
from .statuses import admitted


def duplicate_task(work: Work, task: Task, options: DuplicateOptions) -> Task:
    """A new task like this one, at the end of the same section and of the same parent's subtasks, in no sprint.

    It begins anew where a rule of the workflow lets no new task have this one's status. Comments,
    watchers, history, subtasks, dependencies, recurrence and other projects stay behind.
    Raises Conflict when the project is archived.
    """
    key = Project.key(org_id=task.org_id, workspace_id=task.workspace_id, id=task.project_id)
    project = work.find(Project, key)
    if project is None:
        raise NotFound()
    require_open(project)
    outline = outline_of(work, project)
    section = outline.find(task.section_id) or outline.for_status(task.status)
    caller = PrincipalId(work.principal.id)
    assignees = who_see(work, task.project_ids, task.assignee_ids) if options.assignees else []
    draft = replace(
        task.untied(),
        version=0,
        id=new_id("tsk"),
        title=options.title or task.title,
        assignee_ids=tuple(assignees),
        watcher_ids=(),
        sprint_id=None,
        sprint_rank=None,
        logged_minutes=0,
        reporter_id=caller,
        created_by=caller,
        created_at=work.now,
        updated_at=work.now,
        completed_at=None if task.completed_at is None else work.now,
    )
    parent = usable_parent(work, task.parent_id) if task.parent_id is not None else None
    if parent is not None:
        draft = born_under(work, draft, parent)
    draft, section = admitted(work, draft, outline, section)
    return add(work, project, section, watched_by(draft, (caller, *assignees)), copied_from=task.id)
