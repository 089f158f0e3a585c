"""Comments as they are shown."""

from .model import Comment
from .schemas import CommentHtmlView, CommentView


def rendered(comment: Comment, expand: str | None) -> CommentView:
    """The view of a comment, with its text as HTML when `expand` says `html`."""
    view = CommentView.of(comment)
    if expand is None:
        return view
    from onetick.tasks.markdown import to_html

    return CommentHtmlView(**dict(view), body_html=to_html(comment.body_md))
