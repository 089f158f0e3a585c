"""Change a comment."""

from dataclasses import replace

from onetick.kernel.ids import PrincipalId, new_ulid
from onetick.kernel.problems import Forbidden
from onetick.kernel.work import Work
from onetick.tasks import mentions
from onetick.tasks.changing import tell_mentioned
from onetick.tasks.people import who_see
from onetick.tasks.targets import require_open

from .events import COMMENT_UPDATED
from .model import Comment, CommentEdit
from .targets import task_of_comment
from .writing import write


def update_comment(work: Work, comment: Comment, text: str) -> Comment:
    """The comment with another text; the one before is kept.

    Raises Forbidden for anybody but the author, Conflict in an archived project, Unprocessable with
    too many mentions.
    """
    if comment.created_by != work.principal.id:
        raise Forbidden("Only its author may change a comment. Admins may delete it.")
    task = task_of_comment(work, comment)
    require_open(work, *task.project_ids)
    named = mentions.checked(text, "/body_md")
    if text == comment.body_md:
        return comment
    seeing = who_see(work, task.project_ids, named)
    changed = replace(
        comment, body_md=text, mentions=tuple(seeing), edited_at=work.now, edit_count=comment.edit_count + 1
    )
    stored = write(work, changed)
    _keep(work, comment)
    new = [one for one in seeing if one not in comment.mentions]
    work.emit(COMMENT_UPDATED, stored, before=comment, body_md=text, mentions=new)
    if new:
        tell_mentioned(work, task, new, comment_id=comment.id, text=text)
    return stored


def _keep(work: Work, comment: Comment) -> None:
    """Keep what the comment said until now."""
    work.create(
        CommentEdit(
            org_id=comment.org_id,
            comment_id=comment.id,
            id=new_ulid(),
            body_md=comment.body_md,
            written_at=comment.edited_at or comment.created_at,
            changed_by=PrincipalId(work.principal.id),
            changed_at=work.now,
        )
    )
