"""What the API shows of types of tasks, and takes for them."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from onetick.kernel.fields import UNCHANGED, Body, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.projects.schemas import Color

from .model import Icon, TaskType, TaskTypes

MAX_NAME = 40

TypeName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME, pattern=r"^[^\r\n\t]*$"),
    Field(description="Unique in the workspace, in any case; not Task, which is every task without a type."),
]
Description = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=200),
    Field(description="When to choose it.", examples=["Something does not do what it should."]),
]
TypeId = Annotated[
    str, StringConstraints(pattern=id_pattern("typ")), Field(examples=["typ_0000000000000000000000000A"])
]


class NewTaskType(Body):
    """A type to make."""

    name: TypeName = Field(examples=["Incident"])
    icon: Icon = Field(default="check", examples=["flame"])
    color: Color | None = None
    description: Description = ""


class TaskTypeChanges(Body):
    """What to change; what is left out stays as it is."""

    name: Annotated[TypeName, Field(examples=["Defect"])] = UNCHANGED
    icon: Annotated[Icon, Field(examples=["bug"])] = UNCHANGED
    color: Color | None = Field(default=None, description="null takes the colour away.")
    description: Description = UNCHANGED


class TypePlace(Body):
    """Where to put a type."""

    before_id: TypeId | None = Field(
        description="Before this type; null puts it at the end.", examples=["typ_0000000000000000000000000B"]
    )


class TypeMerge(Body):
    """Which type the tasks have instead."""

    into_type_id: TypeId


class TaskTypeFilter(QueryParameters):
    """Which types to list."""

    archived: Literal["false", "true", "any"] = Field(
        default="false", alias="filter[archived]", description="Leave archived ones out by default."
    )
    trashed: Literal["false", "true", "any"] = Field(
        default="false",
        alias="filter[trashed]",
        description="The trash instead; with `any`, every type that a task may still have.",
    )


class TaskTypeView(View):
    """A type of tasks."""

    id: str = Field(examples=["typ_0000000000000000000000000A"])
    name: str = Field(examples=["Bug"])
    icon: Icon = Field(examples=["bug"])
    color: str | None = Field(examples=["#eb5757"])
    description: str
    archived_at: Timestamp | None
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    merged_into: str | None = Field(description="The type that its tasks were given instead.")

    @classmethod
    def of(cls, type: TaskType) -> Self:
        """The view of a type."""
        return cls.model_validate(type)


class TaskTypesView(View):
    """The types of tasks of a workspace, in order."""

    workspace_id: str
    types: Sequence[TaskTypeView]
    version: int

    @classmethod
    def of(cls, types: TaskTypes) -> Self:
        """The view of them."""
        return cls.model_validate(types)
