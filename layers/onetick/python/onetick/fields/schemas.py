"""What the API shows of custom fields, and takes for them."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints

from onetick.formulas.types import MAX_SOURCE
from onetick.kernel.fields import UNCHANGED, Body, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.projects.schemas import Color
from onetick.tasktypes.schemas import TypeId

from .model import (
    MAX_OPTIONS,
    Attached,
    CustomField,
    FieldSet,
    FieldType,
    Levels,
    Option,
    ReferenceTo,
    ResultType,
    RollupFunction,
)

MAX_TEXT_OF_VALUE = 20_000
"""In characters; what a field really takes is a matter of its type."""

FieldName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\r\n\t]*$"),
    Field(examples=["Budget"]),
]
OptionName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=50, pattern=r"^[^\r\n\t]*$"),
    Field(examples=["High"]),
]
Description = Annotated[str, StringConstraints(max_length=500), Field(examples=["Without VAT."])]
FieldId = Annotated[str, StringConstraints(pattern=id_pattern("fld"))]
ProjectId = Annotated[str, StringConstraints(pattern=id_pattern("prj"))]
OptionId = Annotated[str, StringConstraints(pattern=id_pattern("opt"))]
Text = Annotated[str, StringConstraints(max_length=MAX_TEXT_OF_VALUE)]
GivenValue = (
    bool | int | Annotated[float, Field(allow_inf_nan=False)] | Text | Annotated[list[Text], Field(max_length=50)]
)
Number = Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Precision = Annotated[int, Field(ge=0, le=6, description="How many decimals numbers have.")]
Length = Annotated[int, Field(ge=1, le=5_000, description="Of a text, in characters.")]
Mask = Annotated[
    str,
    StringConstraints(min_length=1, max_length=100, pattern=r"^[ -~]+$"),
    Field(description="What a text must look like: `A` is a letter, `9` a digit, `*` either. `AA-999` fits `QX-042`."),
]
CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$"), Field(description="Of ISO 4217.")]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=MAX_SOURCE)]
Source = Annotated[str, StringConstraints(pattern=r"^(fld_[0-9A-Z]{26}|[a-z_]{1,40})$")]
Scale = Annotated[int, Field(ge=2, le=10, description="The highest rating.")]


class NewOption(Body):
    """An option of a select field."""

    name: OptionName
    color: Color | None = None


class AddedOption(NewOption):
    """An option to add, at the end or before another."""

    before_id: OptionId | None = Field(default=None, examples=[None])


class OptionChanges(Body):
    """What to change of an option; what is left out stays as it is."""

    name: OptionName = UNCHANGED
    color: Color | None = None
    archived: bool = Field(default=False, json_schema_extra=UNCHANGED.json_schema_extra, description="Chosen no more.")
    before_id: OptionId | None = Field(
        default=None, description="Put it before this option; null puts it at the end.", examples=[None]
    )


class Settings(Body):
    """What values a field takes, and how they are meant. Each type has its own settings."""

    minimum: Number | None = Field(default=None, description="Of number, currency and percent.", examples=[None])
    maximum: Number | None = Field(default=None, description="Of number, currency and percent.", examples=[None])
    precision: Precision | None = Field(
        default=None, description="Decimals of number, currency and percent.", examples=[None]
    )
    currency_code: CurrencyCode | None = Field(
        default=None, description="Which currency needs. Of ISO 4217.", examples=[None]
    )
    min_length: Length | None = Field(default=None, description="Of text and long_text.", examples=[None])
    max_length: Length | None = Field(default=None, description="Of text and long_text.", examples=[None])
    pattern: Mask | None = Field(
        default=None,
        description="What a text must look like: `A` is a letter, `9` a digit, `*` either. `AA-999` fits `QX-042`.",
        examples=[None],
    )
    earliest: Day | None = Field(
        default=None, description="The first day that date and datetime take.", examples=[None]
    )
    latest: Day | None = Field(default=None, description="The last day that date and datetime take.", examples=[None])
    scale: Scale | None = Field(default=None, description="The highest rating, 5 by default.", examples=[None])
    expression: Expression | None = Field(
        default=None,
        description="What a formula works out, such as `round({fld_…} * 1.19, 2)`. See the guide to formulas.",
        examples=[None],
    )
    function: RollupFunction | None = Field(
        default=None,
        description="How a rollup makes one value of all subtasks. `percent_done` is the share of finished ones, "
        "weighed by `source` if there is one.",
        examples=[None],
    )
    source: Source | None = Field(
        default=None,
        description="What a rollup takes of each subtask: a custom field by its id, `points`, `estimate_minutes`, "
        "`start_at` or `due_at`. `count` and `percent_done` need none.",
        examples=[None],
    )
    levels: Levels | None = Field(
        default=None,
        description="Whether a rollup takes the subtasks of a task alone (`direct`, as by default), or those of all "
        "levels below it. What is below a task counts where the project of that task has the field, too.",
        examples=[None],
    )
    multiple: bool | None = Field(
        default=None, description="Whether people and reference take more than one.", examples=[None]
    )


class NewField(Settings):
    """A custom field to define."""

    name: FieldName
    type: FieldType = Field(description="Never changes.", examples=["single_select"])
    project_id: ProjectId | None = Field(
        default=None,
        description="Only for this project, which has it at once; its admins manage it. By default for all.",
        examples=[None],
    )
    description: Description = ""
    required: bool = Field(default=False, description="Whether a task must have a value, unless its project differs.")
    default: GivenValue | None = Field(
        default=None, description="What a new task has when nobody says, unless its project differs.", examples=[None]
    )
    options: Annotated[list[NewOption], Field(max_length=MAX_OPTIONS)] = Field(
        default_factory=list,
        description="Of single_select and multi_select, in order.",
        examples=[[{"name": "High", "color": "#eb5757"}, {"name": "Low", "color": "#2f80ed"}]],
    )
    reference_to: ReferenceTo | None = Field(
        default=None, description="What a reference names: a task by default.", examples=[None]
    )


class FieldChanges(Settings):
    """What to change of a field; what is left out stays as it is, and null takes a setting away."""

    name: FieldName = UNCHANGED
    description: Description = UNCHANGED
    required: bool = UNCHANGED
    default: GivenValue | None = Field(default=None, examples=[None])


class FieldFilter(QueryParameters):
    """Which fields to list."""

    type: FieldType | None = Field(default=None, alias="filter[type]")
    project_id: ProjectId | None = Field(
        default=None, alias="filter[project_id]", description="Those that only this project can use."
    )
    archived: Literal["false", "true", "any"] = Field(
        default="false", alias="filter[archived]", description="Leave archived ones out by default."
    )
    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")
    q: str = Field(default="", max_length=80, description="The beginning of the name, in any case.")


class Use(Body):
    """How a project uses a field."""

    required: bool | None = Field(default=None, description="null: as the field itself says.", examples=[True])
    default: GivenValue | None = Field(
        default=None, description="Left out: as the field itself says. null: none.", examples=[None]
    )
    required_for: Annotated[
        list[TypeId],
        Field(
            max_length=30,
            description="Types of tasks that must have a value even if not all must. Left out: as it was.",
            examples=[[]],
        ),
    ] = Field(default_factory=list)
    sortable: bool = Field(
        default=False,
        description="Whether the project's tasks can be sorted by it: by at most 3 fields, of types with one short "
        "value. Left out: as it was.",
        examples=[False],
    )
    before_id: FieldId | None = Field(
        default=None,
        description="Before which other field it is shown. Left out: where it is, or last.",
        examples=[None],
    )


class OptionView(View):
    """An option of a select field."""

    id: str = Field(examples=["opt_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: str = Field(examples=["High"])
    color: str | None = Field(examples=["#eb5757"])
    archived: bool

    @classmethod
    def of(cls, option: Option) -> Self:
        """The view of an option."""
        return cls.model_validate(option)


class FieldView(View):
    """A custom field. Settings of other types are null."""

    id: str = Field(examples=["fld_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str | None = Field(description="The only project that can use it; null: all can.")
    name: str = Field(examples=["Budget"])
    description: str
    type: FieldType
    required: bool
    default: Any = Field(examples=[None])
    options: tuple[OptionView, ...]
    minimum: float | None
    maximum: float | None
    precision: int | None
    currency_code: str | None
    min_length: int | None
    max_length: int | None
    pattern: str | None
    earliest: str | None
    latest: str | None
    scale: int | None
    multiple: bool | None
    reference_to: ReferenceTo | None
    expression: str | None
    result_type: ResultType | None = Field(description="What a formula or rollup works out.")
    function: RollupFunction | None
    levels: Levels | None = Field(description="Of a rollup; null is `direct`.")
    source: str | None
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp
    archived_at: Timestamp | None
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int

    @classmethod
    def of(cls, field: CustomField) -> Self:
        """The view of a field."""
        return cls.model_validate(field)


class ProjectFieldView(View):
    """A field as a project uses it. `required` and `default` are what holds for its tasks."""

    field: FieldView
    required: bool
    default: Any = Field(examples=[None])
    own_required: bool | None = Field(description="What the project says itself; null: as the field says.")
    has_own_default: bool
    required_for: tuple[str, ...] = Field(description="Types of tasks that must have a value even if not all must.")
    can_sort: bool = Field(description="Whether its type has one short value, so that it can be made sortable.")
    sortable: bool = Field(description="Whether the project's tasks can be sorted by it: `sort=field.fld_…`.")
    sort_ready: bool = Field(
        description="Whether they can already: when a field is made sortable, its tasks are first put in order, which "
        "takes a moment, longer in a large project."
    )

    @classmethod
    def of(cls, one: Attached) -> Self:
        """The view of an attached field."""
        return cls.model_validate(one)


class FieldSetView(View):
    """Which fields a project uses, in order."""

    project_id: str
    field_ids: tuple[str, ...]
    version: int

    @classmethod
    def of(cls, field_set: FieldSet) -> Self:
        """The view of a set."""
        return cls.model_validate(field_set)
