"""What a comment leaves: its copy, what it said before, and who reacted to it."""

from collections.abc import Iterator

from onetick.kernel.entity import Entity
from onetick.kernel.purging import Place, leaves

from .model import Comment, FrontComment


def _copies(comment: Comment) -> Iterator[Entity]:
    yield FrontComment(org_id=comment.org_id, task_id=comment.task_id, id=comment.id, comment=comment)


leaves(Comment, copies=_copies, places=lambda comment: [Place(f"{comment.org_id}#cmt#{comment.id}")])
