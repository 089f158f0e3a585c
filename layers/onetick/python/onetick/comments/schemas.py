"""What the API shows of comments, and takes for them."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints

from onetick.kernel.fields import Body, Timestamp, View
from onetick.tasks.schemas import MAX_COMMENT, Expansion

from .model import Comment, CommentEdit, CommentReaction

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_COMMENT),
    Field(
        description="Markdown. `@usr_…` or `@[Name](usr_…)` mentions somebody, 20 people at most.",
        examples=["Can you look at this, @[Ben](usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4)?"],
    ),
]


def one_emoji(text: str) -> str:
    """The one way to write an emoji. Raises ValueError for a text that is none."""
    from .emoji import canonical

    emoji = canonical(text)
    if emoji is None:
        raise ValueError("must be a single emoji")
    return emoji


class NewComment(Body):
    """A comment to write."""

    body_md: Text


class CommentChanges(Body):
    """The new text."""

    body_md: Text


class NewReaction(Body):
    """What to react with."""

    emoji: Annotated[
        str,
        StringConstraints(min_length=1, max_length=16),
        AfterValidator(one_emoji),
        Field(description="One emoji of Unicode's, skin tones included.", examples=["👍", "🎉"]),
    ]


class CommentOrder(Expansion):
    """In which order to list comments, and what to add."""

    sort: Literal["created_at", "-created_at"] = Field(default="created_at", description="Oldest first by default.")


class ThreadOrder(CommentOrder):
    """Which threads to list, and in which order."""

    resolved: bool | None = Field(default=None, alias="filter[resolved]", description="Only resolved, or only open.")


class ReactionCountView(View):
    """How many people reacted with an emoji."""

    id: str = Field(description="The emoji's code points in hexadecimal.", examples=["1f44d"])
    emoji: str = Field(examples=["👍"])
    count: int = Field(examples=[3])


class CommentView(View):
    """A comment. What is of its thread stays empty in a reply."""

    id: str = Field(examples=["cmt_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    task_id: str
    project_id: str
    parent_id: str | None = Field(description="The comment that it is a reply to.")
    body_md: str = Field(examples=["Can you look at **this**?"])
    mentions: tuple[str, ...] = Field(description="Who is mentioned and may see the task.")
    reactions: tuple[ReactionCountView, ...] = Field(description="In the order in which they first came.")
    reply_count: int
    last_reply_at: Timestamp | None
    resolved_at: Timestamp | None
    resolved_by: str | None
    created_by: str
    created_at: Timestamp
    edited_at: Timestamp | None
    edit_count: int = Field(description="How often it was changed; `GET …/edits` shows what it said before.")
    deleted_at: Timestamp | None
    version: int

    @classmethod
    def of(cls, comment: Comment) -> Self:
        """The view of a comment."""
        return cls.model_validate(comment)


class SeenCommentView(CommentView):
    """A comment as whoever asks sees it. One that was deleted but has replies is shown without its text."""

    own_reactions: tuple[str, ...] = Field(description="The ids of the emoji that you reacted with.")

    @classmethod
    def seen(cls, comment: Comment, own: Sequence[str] = ()) -> Self:
        """The view, for somebody with these reactions to it."""
        return cls.model_construct(**dict(CommentView.of(comment)), own_reactions=tuple(own))


class CommentHtmlView(SeenCommentView):
    """A comment with its text as sanitised HTML."""

    body_html: str


class CommentEditView(View):
    """What a comment said before it was changed."""

    id: str = Field(examples=["01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    body_md: str = Field(examples=["Can you look at thsi?"])
    written_at: Timestamp = Field(description="Since when it said this.")
    changed_at: Timestamp = Field(description="Until when.")
    changed_by: str

    @classmethod
    def of(cls, edit: CommentEdit) -> Self:
        """The view of an earlier text."""
        return cls.model_validate(edit)


class ReactionView(View):
    """Somebody's reaction to a comment."""

    id: str = Field(validation_alias="reaction", examples=["1f44d"])
    emoji: str = Field(examples=["👍"])
    user_id: str
    created_at: Timestamp

    @classmethod
    def of(cls, reaction: CommentReaction) -> Self:
        """The view of a reaction."""
        return cls.model_validate(reaction)
