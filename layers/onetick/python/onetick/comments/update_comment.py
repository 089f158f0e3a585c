"""Change a comment."""

from dataclasses import replace

from onetick.kernel.problems import Forbidden
from onetick.kernel.work import Work
from onetick.tasks import mentions
from onetick.tasks.changing import tell_mentioned
from onetick.tasks.model import Task
from onetick.tasks.people import who_see
from onetick.tasks.targets import require_open

from .events import COMMENT_UPDATED
from .model import Comment
from .writing import write


def update_comment(work: Work, comment: Comment, text: str) -> Comment:
    """The comment with another text.

    Raises Forbidden for anybody but the author, Conflict in an archived project, Unprocessable with
    too many mentions.
    """
    if comment.created_by != work.principal.id:
        raise Forbidden("Only its author may change a comment. Admins may delete it.")
    require_open(work, comment.project_id)
    named = mentions.checked(text, "/body_md")
    if text == comment.body_md:
        return comment
    seeing = who_see(work, comment.project_id, named)
    changed = replace(comment, body_md=text, mentions=tuple(seeing), edited_at=work.now)
    stored = write(work, changed)
    new = [one for one in seeing if one not in comment.mentions]
    work.emit(COMMENT_UPDATED, stored, before=comment, body_md=text, mentions=new)
    if new:
        task = work.load(Task, Task.key(org_id=comment.org_id, id=comment.task_id))
        tell_mentioned(work, task, new, comment_id=comment.id, text=text)
    return stored
