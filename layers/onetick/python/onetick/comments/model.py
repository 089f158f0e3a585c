"""What is stored of a comment.

It lies in its task's partition, so that a task is read together with its comments. Its id comes
without the task in requests, so a copy lies under the id alone; both are written in one
transaction, and the comment's own version is the one that counts. Who reacted to it, and what it
said before, lie beside that copy.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.trash import purged_at

MAX_REACTIONS = 20
"""How many different emoji a comment can have."""
MAX_OWN_REACTIONS = 2_000
"""How many reactions one person can have on the comments of one task."""
MAX_PARTICIPANTS = 50
"""How many of those who wrote in a thread are remembered, the latest of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """How many people reacted with an emoji. `id` is its code points in hexadecimal, without variation selectors."""

    id: str
    emoji: str
    count: int


@entity("comment", pk="{org_id}#tsk#{task_id}", sk="{place:key}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Entity):
    """A comment in Markdown. `mentions` are those members mentioned in it who may see the task.

    One with a `parent_id` is a reply; a reply has none itself. A comment with its replies is a thread:
    `reply_count`, `last_reply_at`, `participants` and `resolved_at` are of the thread, and stay empty
    in a reply. `participants` are those who replied, at most `MAX_PARTICIPANTS`. `brought_by` copied it
    from a task that became part of this one.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    task_id: str
    id: str
    body_md: str
    created_by: PrincipalId
    created_at: datetime
    parent_id: str | None = None
    mentions: tuple[PrincipalId, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    reply_count: int = 0
    last_reply_at: datetime | None = None
    participants: tuple[PrincipalId, ...] = ()
    resolved_at: datetime | None = None
    resolved_by: PrincipalId | None = None
    edited_at: datetime | None = None
    edit_count: int = 0
    brought_by: PrincipalId | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def place(self) -> str:
        """Where it stands in its task: among the comments, or among the replies of its thread."""
        return f"comment#{self.id}" if self.parent_id is None else f"answer#{self.parent_id}#{self.id}"

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    @property
    def is_shown(self) -> bool:
        """Whether lists show it: also one that was taken back, as long as others replied to it."""
        return self.deleted_at is None or self.reply_count > 0


@entity("comment_by_id", pk="{org_id}#cmt#{id}", sk="comment")
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentById(Entity):
    """A comment as its id alone finds it."""

    org_id: OrgId
    id: str
    comment: Comment


@entity("front_comment", pk="{org_id}#tsk#{task_id}", sk="front#comment#{id}", forgets="It only follows its comment.")
@dataclass(frozen=True, slots=True, kw_only=True)
class FrontComment(Entity):
    """One of the latest comments of a task, where its drawer finds it beside the latest events (see `drawer`)."""

    org_id: OrgId
    task_id: str
    id: str
    comment: Comment


@entity("comment_edit", pk="{org_id}#cmt#{comment_id}", sk="edit#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentEdit(Entity):
    """What a comment said until somebody changed it. `id` is a ULID of the moment of the change."""

    org_id: OrgId
    comment_id: str
    id: str
    body_md: str
    written_at: datetime
    changed_by: PrincipalId
    changed_at: datetime


@entity("comment_reaction", pk="{org_id}#cmt#{comment_id}", sk="reaction#{reaction}#{user_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class CommentReaction(Entity):
    """That somebody reacted to a comment with an emoji; `reaction` is the id of the emoji."""

    org_id: OrgId
    comment_id: str
    reaction: str
    user_id: PrincipalId
    emoji: str
    created_at: datetime


@entity("own_reactions", pk="{org_id}#tsk#{task_id}", sk="choice#{user_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReactions(Entity):
    """All reactions of one person on the comments of a task, by comment: read with the task in one call."""

    org_id: OrgId
    task_id: str
    user_id: PrincipalId
    by_comment: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def on(self, comment_id: str) -> tuple[str, ...]:
        """The ids of the emoji that they reacted to a comment with."""
        return self.by_comment.get(comment_id, ())
