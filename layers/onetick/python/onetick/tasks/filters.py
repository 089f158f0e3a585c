"""What the API takes to narrow and order a list of tasks."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from onetick.kernel.fields import Gathered, QueryParameters
from onetick.kernel.ids import id_pattern
from onetick.projects.model import Category
from onetick.projects.schemas import SectionId, StatusId
from onetick.tags.schemas import TagId

from .model import Priority
from .schemas import PERSON, Instant, ProjectId, SeveralWords

OPERATORS = ("eq", "ne", "in", "nin", "lt", "lte", "gt", "gte", "between", "contains", "is_null")
MAX_FIELD_FILTERS = 10
FIELD_ORDER = r"field\.fld_[0-9A-Z]{26}"
"""How an order by a custom field is written."""
SORT = rf"^(rank|-?created_at|-?due_at|-deleted_at|-?{FIELD_ORDER})$"


class TaskFilter(QueryParameters):
    """Which tasks to list, and in what order."""

    gathers: ClassVar[Gathered] = Gathered("custom", "filter", rf"fld_[0-9A-Z]{{26}}(\]\[({'|'.join(OPERATORS)}))?")

    project_id: ProjectId | None = Field(default=None, alias="filter[project_id]")
    section_id: SectionId | None = Field(default=None, alias="filter[section_id]")
    status: StatusId | None = Field(default=None, alias="filter[status]")
    status_in: SeveralWords | None = Field(default=None, alias="filter[status][in]", examples=["todo,in_progress"])
    status_category: Category | None = Field(default=None, alias="filter[status_category]")
    status_category_in: SeveralWords | None = Field(default=None, alias="filter[status_category][in]")
    assignee_id: Annotated[str, StringConstraints(pattern=rf"^me$|{PERSON}")] | None = Field(
        default=None, alias="filter[assignee_id]", examples=["me"]
    )
    tag_id: TagId | None = Field(default=None, alias="filter[tag_id]")
    type_id: Annotated[str, StringConstraints(pattern=rf"^none$|{id_pattern('typ')}")] | None = Field(
        default=None, alias="filter[type_id]", description="`none` lists plain tasks.", examples=["none"]
    )
    type_id_in: SeveralWords | None = Field(default=None, alias="filter[type_id][in]", examples=["none"])
    priority: Priority | None = Field(default=None, alias="filter[priority]")
    priority_in: SeveralWords | None = Field(default=None, alias="filter[priority][in]", examples=["high,urgent"])
    due_gt: Instant | None = Field(default=None, alias="filter[due_at][gt]")
    due_gte: Instant | None = Field(default=None, alias="filter[due_at][gte]")
    due_lt: Instant | None = Field(default=None, alias="filter[due_at][lt]", examples=["2030-02-01T00:00:00Z"])
    due_lte: Instant | None = Field(default=None, alias="filter[due_at][lte]")
    completed: bool | None = Field(default=None, alias="filter[completed]")
    milestone: bool | None = Field(default=None, alias="filter[milestone]")
    parent_id: Annotated[str, StringConstraints(pattern=rf"^none$|{id_pattern('tsk')}")] | None = Field(
        default=None, alias="filter[parent_id]", description="`none` leaves subtasks out.", examples=["none"]
    )
    custom: dict[str, Annotated[str, StringConstraints(max_length=1_000)]] = Field(
        default_factory=dict,
        max_length=MAX_FIELD_FILTERS,
        description="Custom fields: `filter[fld_…]=v` or `filter[fld_…][op]=v`. With `in`, `nin` and `between`, values "
        "have commas between them. `contains` looks into texts, whatever the case, and into lists. Options, people "
        "and references are named by their ids.",
    )
    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")
    sort: Annotated[str, StringConstraints(pattern=SORT)] | None = Field(
        default=None,
        description="`rank`, `created_at`, `due_at`, `deleted_at` or `field.fld_…`, which sorts "
        "the tasks of a project by one of its fields that is `sortable`.",
        examples=["rank"],
    )
