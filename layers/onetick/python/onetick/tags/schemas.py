"""What the API shows of tags, and takes for them."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from onetick.kernel.fields import UNCHANGED, Body, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.projects.schemas import Color

from .model import Tag

TagName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\r\n\t]*$"),
    Field(description="Unique in the workspace, in any case.", examples=["urgent"]),
]
TagId = Annotated[str, StringConstraints(pattern=id_pattern("tag")), Field(examples=["tag_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])]
ProjectId = Annotated[str, StringConstraints(pattern=id_pattern("prj"))]


class NewTag(Body):
    """A tag to make."""

    name: TagName
    color: Color | None = None
    project_id: ProjectId | None = Field(
        default=None,
        description="The project whose tasks it is made for: its editors may make tags. The tag is for all projects.",
        examples=[None],
    )


class TagChanges(Body):
    """What to change; what is left out stays as it is."""

    name: TagName = UNCHANGED
    color: Color | None = Field(default=None, description="null takes the colour away.")


class Merge(Body):
    """Which tag the tasks have instead."""

    into_id: TagId


class TagFilter(QueryParameters):
    """Which tags to list."""

    archived: Literal["false", "true", "any"] = Field(
        default="false", alias="filter[archived]", description="Leave archived ones out by default."
    )
    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")
    q: str = Field(default="", max_length=60, description="The beginning of the name, in any case.")


class TagView(View):
    """A tag."""

    id: str = Field(examples=["tag_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    name: str = Field(examples=["urgent"])
    color: str | None = Field(examples=["#eb5757"])
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp
    archived_at: Timestamp | None
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    merged_into: str | None = Field(description="The tag that its tasks were given instead.")
    version: int

    @classmethod
    def of(cls, tag: Tag) -> Self:
        """The view of a tag."""
        return cls.model_validate(tag)
