"""Comment on a task."""

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.work import Work
from onetick.tasks import mentions
from onetick.tasks.changing import tell_mentioned
from onetick.tasks.guesses import remember
from onetick.tasks.model import Task
from onetick.tasks.people import who_see
from onetick.tasks.targets import require_open

from .events import COMMENT_CREATED
from .model import Comment
from .writing import write


def create_comment(work: Work, task: Task, text: str) -> Comment:
    """A comment of the caller's. Raises Conflict in an archived project, Unprocessable with too many mentions."""
    require_open(work, *task.project_ids)
    return write_comment(work, task, text, pointer="/body_md")


def write_comment(work: Work, task: Task, text: str, *, pointer: str, thread: Comment | None = None) -> Comment:
    """The same, for work that has looked at the project already; `pointer` is where the text was in the body.

    With a `thread` it is a reply in that.
    """
    named = mentions.checked(text, pointer)
    comment = Comment(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        task_id=task.id,
        id=new_id("cmt"),
        parent_id=thread.id if thread else None,
        body_md=text,
        mentions=tuple(who_see(work, task.project_ids, named)),
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
    )
    stored = write(work, comment)
    involved = dict.fromkeys((thread.created_by, *thread.participants)) if thread else {}
    work.emit(COMMENT_CREATED, stored, body_md=text, mentions=stored.mentions, thread=tuple(involved), quietly=False)
    tell_mentioned(work, task, stored.mentions, comment_id=stored.id, text=text)
    remember(work.org_id, work.principal.id, stored.id, task.project_id, task_id=task.id)
    return stored
