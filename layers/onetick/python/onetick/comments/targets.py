"""How routes find comments by their id alone.

The copy under the id is read, together with its task and the access facts of its project when the
guess is right (see `onetick.tasks.guesses`).
"""

from collections.abc import Callable, Sequence

from onetick.kernel.access import ProjectAccess
from onetick.kernel.ids import is_id
from onetick.kernel.problems import Gone
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.tasks.guesses import projects_of, remember, task_of
from onetick.tasks.model import Task
from onetick.tasks.targets import access_key, people_of_body

from .model import Comment, CommentById

More = Callable[[Arrival], Sequence[Key]]


def _nothing(at: Arrival) -> Sequence[Key]:
    return ()


def comment_target(*, more: More = _nothing, with_task: bool = False, trashed: bool = False) -> Target[Comment]:
    """The comment of the path. `with_task` it is there only while its task is not in the trash."""

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["comment_id"]
        if not is_id("cmt", name):
            return []
        guessed = [access_key(at, project) for project in projects_of(at.org, at.principal.id, name)]
        task_id = task_of(at.org, name) if with_task else None
        task = [Task.key(org_id=at.org, id=task_id)] if task_id else []
        return [CommentById.key(org_id=at.org, id=name), *guessed, *task, *more(at)]

    def find(work: Work, at: Arrival) -> Comment | None:
        found = work.find(CommentById, keys(at)[0]) if keys(at) else None
        if found is None:
            return None
        comment = found.comment
        remember(at.org, at.principal.id, comment.id, comment.project_id, task_id=comment.task_id)
        access, task = access_key(at, comment.project_id), Task.key(org_id=at.org, id=comment.task_id)
        work.prefetch([access, task] if with_task else [access])
        facts = work.find(ProjectAccess, access)
        if with_task and work.load(Task, task).deleted_at is not None:
            raise Gone("Its task was deleted. Restore that first.")
        return None if facts is None or facts.deleted else comment

    return Target("comment", Comment, keys, find=find, trashed=trashed)


comment_of_path = comment_target()
comment_to_read = comment_target(with_task=True)
comment_and_mentioned = comment_target(more=people_of_body, with_task=True)
"""The comment of the path, with its task and with those whom the body mentions."""
comment_in_trash = comment_target(trashed=True)
