"""What is stored of a comment.

It lies in its task's partition, so that a task is read together with its comments. Its id comes
without the task in requests, so a copy lies under the id alone; both are written in one
transaction, and the comment's own version is the one that counts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId

TRASH = timedelta(days=30)


@entity("comment", pk="{org_id}#tsk#{task_id}", sk="comment#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Entity):
    """A comment in Markdown. `mentions` are those members mentioned in it who may see the task."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    task_id: str
    id: str
    body_md: str
    created_by: PrincipalId
    created_at: datetime
    mentions: tuple[PrincipalId, ...] = ()
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return self.deleted_at + TRASH if self.deleted_at else None


@entity("comment_by_id", pk="{org_id}#cmt#{id}", sk="comment")
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentById(Entity):
    """A comment as its id alone finds it."""

    org_id: OrgId
    id: str
    comment: Comment
