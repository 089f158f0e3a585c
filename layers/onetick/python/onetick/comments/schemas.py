"""What the API shows of comments, and takes for them."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from onetick.kernel.fields import Body, Timestamp, View
from onetick.tasks.schemas import MAX_COMMENT, Expansion

from .model import Comment

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_COMMENT),
    Field(
        description="Markdown. `@usr_…` or `@[Name](usr_…)` mentions somebody, 20 people at most.",
        examples=["Can you look at this, @[Ben](usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4)?"],
    ),
]


class NewComment(Body):
    """A comment to write."""

    body_md: Text


class CommentChanges(Body):
    """The new text."""

    body_md: Text


class CommentOrder(Expansion):
    """In which order to list comments, and what to add."""

    sort: Literal["created_at", "-created_at"] = Field(default="created_at", description="Oldest first by default.")


class CommentView(View):
    """A comment."""

    id: str = Field(examples=["cmt_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    task_id: str
    project_id: str
    body_md: str = Field(examples=["Can you look at **this**?"])
    mentions: tuple[str, ...] = Field(description="Who is mentioned and may see the task.")
    created_by: str
    created_at: Timestamp
    edited_at: Timestamp | None
    deleted_at: Timestamp | None
    version: int

    @classmethod
    def of(cls, comment: Comment) -> Self:
        """The view of a comment."""
        return cls.model_validate(comment)


class CommentHtmlView(CommentView):
    """A comment with its text as sanitised HTML."""

    body_html: str
