"""What the API shows of relations, and takes for them."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from onetick.kernel.fields import UNCHANGED, Body, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.tasks.part_schemas import LinkedTaskView

from .model import Direction, Relation, Relations, RelationType, RelationTypes

Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\r\n\t]*$"),
    Field(description="Between the names of two tasks. Unique in the workspace, in any case."),
]
RelationTypeId = Annotated[
    str, StringConstraints(pattern=id_pattern("rlt")), Field(examples=["rlt_0000000000000000000000000B"])
]


class NewRelationType(Body):
    """A kind of relation to make."""

    outward: Words = Field(examples=["implements"])
    inward: Words | None = Field(
        default=None,
        description="How it reads from the other task; without it, the same from both.",
        examples=["is implemented by"],
    )


class RelationTypeChanges(Body):
    """What to change; what is left out stays as it is."""

    outward: Annotated[Words, Field(examples=["covers"])] = UNCHANGED
    inward: Annotated[Words, Field(examples=["is covered by"])] = UNCHANGED


class RelationTypeFilter(QueryParameters):
    """Which kinds to list."""

    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")


class RelationTypeView(View):
    """A kind of relation."""

    id: str = Field(examples=["rlt_0000000000000000000000000B"])
    outward: str = Field(examples=["duplicates"])
    inward: str | None = Field(
        description="How it reads from the other task; null when it is the same from both.",
        examples=["is duplicated by"],
    )
    symmetric: bool = Field(description="Whether it reads the same from both sides.")
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")

    @classmethod
    def of(cls, type: RelationType) -> Self:
        """The view of a kind."""
        return cls.model_validate(type)


class RelationTypesView(View):
    """The kinds of relations of a workspace."""

    workspace_id: str
    types: Sequence[RelationTypeView]
    version: int

    @classmethod
    def of(cls, types: RelationTypes) -> Self:
        """The view of them."""
        return cls.model_validate(types)


class RelationFilter(QueryParameters):
    """Which relations to list."""

    type_id: RelationTypeId | None = Field(default=None, alias="filter[type_id]", description="Of one kind only.")


class RelationView(View):
    """A relation, as one of its two tasks has it."""

    type_id: str = Field(examples=["rlt_0000000000000000000000000B"])
    other_id: str = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    direction: Direction = Field(description="Outward as it was made, inward on the other task.")
    words: str = Field(description="How it reads from this task to the other.", examples=["is duplicated by"])
    task: LinkedTaskView | None = Field(description="The other task; null when you cannot see it.")


class LinkView(View):
    """A relation without the other task."""

    type_id: str
    other_id: str
    direction: Direction

    @classmethod
    def of(cls, link: Relation) -> Self:
        """The view of one."""
        return cls.model_validate(link)


class RelationsView(View):
    """The relations of a task."""

    task_id: str
    workspace_id: str
    links: Sequence[LinkView]
    version: int

    @classmethod
    def of(cls, relations: Relations) -> Self:
        """The view of them."""
        return cls.model_validate(relations)
