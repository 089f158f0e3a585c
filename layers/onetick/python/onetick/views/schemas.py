"""What the API shows of saved views, and takes for them."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints

from onetick.kernel.fields import UNCHANGED, Body, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.tasks.filters import FIELD_ORDER
from onetick.tasks.schemas import TimeZone

from .filters import structured
from .model import SavedView, Scope, ViewType

ViewName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80, pattern=r"^[^\r\n\t]*$"),
    Field(examples=["My week"]),
]
ProjectId = Annotated[str, StringConstraints(pattern=id_pattern("prj"))]
ViewId = Annotated[str, StringConstraints(pattern=id_pattern("viw"))]
FilterName = Annotated[str, StringConstraints(pattern=r"^([a-z_]{1,40}|fld_[0-9A-Z]{26})$")]
Operator = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,10}$")]
FilterValue = (
    bool | int | Annotated[float, Field(allow_inf_nan=False)] | Annotated[str, StringConstraints(max_length=300)]
)
Filter = Annotated[
    dict[FilterName, FilterValue | Annotated[dict[Operator, FilterValue], Field(max_length=4)]],
    Field(
        max_length=20,
        description="Which tasks, as lists of tasks are filtered: a value, or operators with values, by name. Times "
        "may be `now` or `today` with days or hours added, such as `today+7d`.",
        examples=[{"assignee_id": "me", "due_at": {"lt": "today+7d"}}],
    ),
]
Sort = Annotated[str, StringConstraints(pattern=rf"^-?([a-z_]{{1,40}}|{FIELD_ORDER})$"), Field(examples=["due_at"])]
Word = Annotated[str, StringConstraints(pattern=r"^([a-z][a-z_]{0,39}|fld_[0-9A-Z]{26})$")]
GroupBy = Annotated[Word, Field(description="A field of tasks, or a custom field by its id.", examples=["status"])]
Columns = Annotated[
    list[Word],
    Field(
        max_length=60, description="Which fields are shown, in order.", examples=[["title", "assignee_ids", "due_at"]]
    ),
]
Options = Annotated[
    dict[
        Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,39}$")],
        bool | int | Annotated[str, StringConstraints(max_length=100)],
    ],
    Field(max_length=20, description="What else is needed to draw it, such as the zoom of a timeline.", examples=[{}]),
]


class NewView(Body):
    """A view to save."""

    name: ViewName
    type: ViewType = "list"
    scope: Scope = Field(default="personal", description="Yours alone, or everybody's who sees its place.")
    project_id: ProjectId | None = Field(default=None, description="By default it is about the whole workspace.")
    filter: Filter = Field(default_factory=dict)
    sort: Sort | None = Field(default=None, description="An order that lists of such tasks have.")
    group_by: GroupBy | None = None
    columns: Columns = Field(default_factory=list)
    options: Options = Field(default_factory=dict)
    timezone: TimeZone = Field(default="UTC", description="In which days begin.")


class ViewChanges(Body):
    """What to change; what is left out stays as it is."""

    name: ViewName = UNCHANGED
    type: ViewType = UNCHANGED
    scope: Annotated[Scope, Field(description="Only whose view it is makes it personal again.")] = UNCHANGED
    filter: Filter = UNCHANGED
    sort: Sort | None = None
    group_by: GroupBy | None = None
    columns: Columns = UNCHANGED
    options: Options = UNCHANGED
    timezone: TimeZone = UNCHANGED
    is_default: Annotated[
        bool,
        Field(
            description="Whether its project opens in it, instead of in the one that did: only a shared view of a "
            "project, and only by those with the permission `project:edit`.",
            examples=[False],
        ),
    ] = UNCHANGED
    before_id: ViewId | None = Field(
        default=None, description="Put it before this view of the same place; null puts it last.", examples=[None]
    )


class ViewFilter(QueryParameters):
    """Which views to list."""

    project_id: ProjectId | None = Field(
        default=None, alias="filter[project_id]", description="Those of a project, instead of those of the workspace."
    )
    scope: Literal["personal", "shared", "any"] = Field(default="any", alias="filter[scope]")
    type: ViewType | None = Field(default=None, alias="filter[type]")
    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")


class SavedViewView(View):
    """A saved view."""

    id: str = Field(examples=["viw_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str | None
    name: str = Field(examples=["My week"])
    type: ViewType
    scope: Scope
    filter: Mapping[str, str | Mapping[str, str]] = Field(
        examples=[{"assignee_id": "me", "due_at": {"lt": "today+7d"}}]
    )
    sort: str | None
    group_by: str | None
    columns: tuple[str, ...]
    options: Mapping[str, bool | int | str]
    timezone: str
    is_default: bool = Field(description="Whether its project opens in it.")
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int

    @classmethod
    def of(cls, view: SavedView) -> Self:
        """The view of a saved view."""
        names = [name for name in cls.model_fields if name != "filter"]
        return cls(filter=structured(view.filters), **{name: getattr(view, name) for name in names})
