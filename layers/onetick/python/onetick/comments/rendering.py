"""Comments as they are shown to whoever asks."""

from dataclasses import replace

from onetick.kernel.work import Work

from .model import Comment
from .schemas import CommentHtmlView, SeenCommentView
from .targets import own_reactions


def rendered(work: Work, comment: Comment, expand: str | None = None) -> SeenCommentView:
    """A comment as the caller sees it, with its text as HTML when `expand` says `html`."""
    shown = comment if comment.deleted_at is None else _taken_back(comment)
    own = own_reactions(work, comment).on(comment.id)
    view = SeenCommentView.seen(shown, own)
    if expand is None:
        return view
    from onetick.tasks.markdown import to_html

    return CommentHtmlView.model_construct(**dict(view), body_html=to_html(shown.body_md))


def _taken_back(comment: Comment) -> Comment:
    """What is left to see of a deleted comment that has replies."""
    return replace(comment, body_md="", mentions=(), reactions=())
