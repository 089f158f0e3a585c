"""How routes find comments by their id alone.

The copy under the id is read, together with its task and the access facts of its project when the
guess is right (see `onetick.tasks.guesses`). A comment lies in every project that its task is in.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from onetick.kernel.access import ProjectAccess, Subject
from onetick.kernel.ids import PrincipalId, is_id
from onetick.kernel.problems import Gone
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.tasks.guesses import others_of, projects_of, remember, task_of
from onetick.tasks.model import Task
from onetick.tasks.targets import access_key, people_of_body, task_target

from .guesses import remember_thread, thread_of
from .model import Comment, CommentById, CommentReaction, OwnReactions

More = Callable[[Arrival], Sequence[Key]]


def _nothing(at: Arrival) -> Sequence[Key]:
    return ()


def comment_target(
    *,
    more: More = _nothing,
    with_task: bool = False,
    with_own: bool = False,
    with_thread: bool = False,
    trashed: bool = False,
) -> Target[Comment]:
    """The comment of the path.

    `with_task` it is there only while its task is not in the trash. `with_own` the caller's reactions
    are read, `with_thread` the comment that it is a reply to.
    """

    def beside(at: Arrival, task_id: str | None, thread_id: str | None) -> list[Key]:
        task = [Task.key(org_id=at.org, id=task_id)] if task_id else []
        own = [_own_key(at.org, task_id, at.principal.id)] if task_id and with_own else []
        thread = [CommentById.key(org_id=at.org, id=thread_id)] if thread_id and with_thread else []
        return [*task, *own, *thread]

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["comment_id"]
        if not is_id("cmt", name):
            return []
        places = (*projects_of(at.org, at.principal.id, name), *others_of(at.org, name))
        guessed = [access_key(at, project) for project in places]
        related = beside(at, task_of(at.org, name), thread_of(at.org, name))
        return [CommentById.key(org_id=at.org, id=name), *guessed, *related, *more(at)]

    def find(work: Work, at: Arrival) -> Comment | None:
        found = work.find(CommentById, keys(at)[0]) if keys(at) else None
        if found is None:
            return None
        comment = found.comment
        if comment.parent_id is not None:
            remember_thread(at.org, comment.id, comment.parent_id)
        work.prefetch([access_key(at, comment.project_id), *beside(at, comment.task_id, comment.parent_id)])
        task = work.find(Task, Task.key(org_id=at.org, id=comment.task_id))
        projects = task.project_ids if task else (comment.project_id,)
        remember(at.org, at.principal.id, comment.id, projects[0], others=projects[1:], task_id=comment.task_id)
        if with_task and (task is None or task.deleted_at is not None):
            raise Gone("Its task was deleted. Restore that first.")
        facts = work.find_many(ProjectAccess, [access_key(at, project) for project in projects])
        return comment if any(not access.deleted for access in facts) else None

    return Target("comment", Comment, keys, find=find, trashed=trashed, subject=comment_subject)


def task_of_comment(work: Work, comment: Comment) -> Task:
    """The task of a comment; every target here has read it."""
    return work.load(Task, Task.key(org_id=comment.org_id, id=comment.task_id))


def comment_subject(work: Work, comment: Comment) -> Subject:
    task = task_of_comment(work, comment)
    return replace(Subject.of(comment), project_id=task.project_id, other_projects=task.other_project_ids)


def own_reactions(work: Work, comment: Comment) -> OwnReactions:
    """The caller's reactions on the comments of its task."""
    user_id = PrincipalId(work.principal.id)
    none = OwnReactions(org_id=comment.org_id, task_id=comment.task_id, user_id=user_id)
    return work.find(OwnReactions, none.own_key) or none


def _own_key(org_id: str | None, task_id: str, user_id: str) -> Key:
    return OwnReactions.key(org_id=org_id, task_id=task_id, user_id=user_id)


def _own_reaction(at: Arrival) -> Sequence[Key]:
    place = {"org_id": at.org, "comment_id": at.path["comment_id"]}
    return [CommentReaction.key(**place, reaction=at.path["reaction_id"], user_id=at.principal.id)]


comment_of_path = comment_target(with_thread=True)
comment_to_read = comment_target(with_task=True, with_own=True)
comment_and_mentioned = comment_target(more=people_of_body, with_task=True, with_own=True)
"""The comment of the path, with its task and with those whom the body mentions."""
comment_in_trash = comment_target(with_own=True, with_thread=True, trashed=True)
comment_and_reaction = comment_target(more=_own_reaction, with_task=True, with_own=True)
"""The comment of the path, with the caller's reaction to it that the path names."""
thread_of_path = comment_target(with_task=True, with_own=True, trashed=True)
"""The comment of the path with the caller's reactions on its task, even where it was deleted."""
task_and_own_reactions = task_target(around=lambda at, task_id: [_own_key(at.org, task_id, at.principal.id)])
