"""A thread counts its replies."""

from dataclasses import replace
from typing import Literal

from onetick.kernel.work import Work

from .events import COMMENT_REPLIED, COMMENT_UNREPLIED
from .model import Comment, CommentById
from .writing import write


def count_reply(work: Work, reply: Comment, change: Literal[1, -1]) -> None:
    """Count a reply that came back, or was taken back, in its thread; nothing for what is no reply."""
    if reply.parent_id is None:
        return
    thread = work.load(CommentById, CommentById.key(org_id=reply.org_id, id=reply.parent_id)).comment
    counted = replace(thread, reply_count=thread.reply_count + change)
    kind = COMMENT_REPLIED if change > 0 else COMMENT_UNREPLIED
    work.emit(kind, write(work, counted), before=thread, reply_id=reply.id)
