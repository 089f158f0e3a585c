"""Comments as they are shown to whoever asks.

What somebody took back is taken back in the past, too: it is seen that there was a comment, by whom and
when, and only whoever may restore it reads what it said.
"""

from collections.abc import Sequence
from dataclasses import replace

from onetick.kernel.authority import may
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work

from .model import Comment
from .schemas import CommentHtmlView, SeenCommentView
from .targets import comment_subject, own_reactions


def rendered(work: Work, comment: Comment, expand: str | None = None) -> SeenCommentView:
    """A comment as the caller sees it, with its text as HTML when `expand` says `html`."""
    shown = _as_left(work, comment)
    shown = shown if shown.deleted_at is None else _taken_back(shown)
    own = own_reactions(work, comment).on(comment.id)
    view = SeenCommentView.seen(shown, own)
    if expand is None:
        return view
    from onetick.tasks.markdown import to_html

    return CommentHtmlView.model_construct(**dict(view), body_html=to_html(shown.body_md))


def all_rendered(work: Work, comments: Sequence[Comment], expand: str | None) -> list[SeenCommentView]:
    """Several comments as the caller sees them."""
    if work.then is not None:
        work.prefetch(comment.own_key for comment in comments)
    return [rendered(work, comment, expand) for comment in comments]


def require_readable(work: Work, comment: Comment) -> None:
    """Raises Gone where only what is left of a comment may be seen."""
    if _as_left(work, comment).deleted_at is not None:
        raise Gone("It was deleted since.")


def _as_left(work: Work, comment: Comment) -> Comment:
    """The comment; looking back, deleted when it was since, and the caller may not restore it."""
    if work.then is None or comment.deleted_at is not None:
        return comment
    today = work.today(Comment, comment.own_key)
    if today is not None and today.deleted_at is None:
        return comment
    if may(work, "comment:edit_own", comment_subject(work, comment)):
        return comment
    return replace(comment, deleted_at=work.now if today is None else today.deleted_at)


def _taken_back(comment: Comment) -> Comment:
    """What is left to see of a deleted comment that has replies."""
    return replace(comment, body_md="", mentions=(), reactions=())
