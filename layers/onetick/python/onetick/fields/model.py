"""What is stored of custom fields: their definitions, and which of them a project uses.

A definition is one item of its workspace. A project's tasks need the definitions of all its fields
at once, on every write, so each project also has them in one item, its `FieldSet`, which comes with
the first read of a request. The set is written with whatever attaches a field to the project; what
changes a definition is carried into the sets a moment later (`copy_field`). A set that lags refuses
at most what is new, and what it refuses is looked at again in the definition itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.trash import purged_at

FieldType = Literal[
    "text",
    "long_text",
    "number",
    "currency",
    "percent",
    "date",
    "datetime",
    "checkbox",
    "single_select",
    "multi_select",
    "people",
    "url",
    "email",
    "phone",
    "rating",
    "reference",
    "formula",
    "rollup",
]
ReferenceTo = Literal["task", "project"]
ResultType = Literal["number", "text", "boolean", "date", "datetime"]
Levels = Literal["direct", "all"]
RollupFunction = Literal["count", "sum", "average", "min", "max", "earliest", "latest", "percent_done"]
Value = bool | int | float | str | list[str] | dict[str, str]
"""What a field of a task holds, as it is stored and shown. A formula that failed is `{"error": why}`."""

MAX_OPTIONS = 100
MAX_ATTACHED = 50
MAX_SELECTS = 10
"""How many fields with options a project uses: all their options lie in one item."""
MAX_FORMULAS = 10
"""How many fields that are worked out a project uses: they are on every write of its tasks."""
MAX_COMPUTED = 200
"""How many such fields a workspace has."""
MAX_CHOICES = 20
"""How many options, people or references one value has."""
COMPUTED = ("formula", "rollup")
"""Types whose values are worked out and never given."""
SELECTS = ("single_select", "multi_select")
SORTABLE = (
    "number",
    "currency",
    "percent",
    "rating",
    "date",
    "datetime",
    "checkbox",
    "single_select",
    "text",
    "formula",
    "rollup",
)
"""Types with one short value, which has a place among others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a select field. An archived one stays where it was chosen, and is chosen no more."""

    id: str
    name: str
    color: str | None = None
    archived: bool = False


@entity("custom_field", pk="{org_id}#wsp#{workspace_id}#fields", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField(Entity):
    """A definition. Its type never changes.

    With `project_id` it belongs to that project: only it can use the field, and its admins manage it.
    The settings of other types are None. `required` and `default` hold where a project does not say
    otherwise. `program` is the expression of a formula as it is evaluated;
    a rollup is a `function` of the `source` of each subtask, by its `levels` of those below them, too.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    name: str
    type: FieldType
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    project_id: str | None = None
    description: str = ""
    required: bool = False
    default: Value | None = None
    options: tuple[Option, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    precision: int | None = None
    currency_code: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    earliest: str | None = None
    latest: str | None = None
    scale: int | None = None
    multiple: bool | None = None
    reference_to: ReferenceTo | None = None
    expression: str | None = None
    result_type: ResultType | None = None
    program: list[Any] | None = None
    function: RollupFunction | None = None
    source: str | None = None
    levels: Levels | None = None
    archived_at: datetime | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def usable(self) -> bool:
        """Whether tasks can be given values of it."""
        return self.archived_at is None and self.deleted_at is None

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    def option(self, option_id: str) -> Option | None:
        """The option with this id."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A field as a project uses it: the definition, and what the project says otherwise.

    `required_for` are the types of tasks that must have a value even where it is not required of all.
    By a `sortable` one its tasks can be listed, once all have the row for that (`sort_ready`).
    """

    field: CustomField
    own_required: bool | None = None
    own_default: Value | None = None
    has_own_default: bool = False
    required_for: tuple[str, ...] = ()
    sortable: bool = False
    sort_ready: bool = False

    @property
    def can_sort(self) -> bool:
        """Whether it is of a type by which tasks can be sorted at all."""
        return self.field.type in SORTABLE

    @property
    def sorts(self) -> bool:
        """Whether tasks have a row of this field: not while it is in the trash."""
        return self.sortable and self.field.deleted_at is None

    @property
    def required(self) -> bool:
        """Whether a task of the project must have a value."""
        return self.field.required if self.own_required is None else self.own_required

    @property
    def default(self) -> Value | None:
        """What a new task has when nobody says."""
        return self.own_default if self.has_own_default else self.field.default


@entity("field_set", pk="{org_id}#prj#{project_id}", sk="fields")
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSet(Entity):
    """The fields that a project uses, at most `MAX_ATTACHED`, in the order in which they are shown."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    attached: tuple[Attached, ...] = ()

    @property
    def id(self) -> str:
        """It is named by its project."""
        return self.project_id

    @property
    def field_ids(self) -> tuple[str, ...]:
        """Which fields they are."""
        return tuple(one.field.id for one in self.attached)

    def find(self, field_id: str) -> Attached | None:
        """A field of the project."""
        return next((one for one in self.attached if one.field.id == field_id), None)

    def with_(self, one: Attached) -> "FieldSet":
        """With a field as it is now, at its place or at the end."""
        if self.find(one.field.id) is None:
            return replace(self, attached=(*self.attached, one))
        return replace(self, attached=tuple(one if old.field.id == one.field.id else old for old in self.attached))

    def without(self, field_id: str) -> "FieldSet":
        """Without a field."""
        return replace(self, attached=tuple(one for one in self.attached if one.field.id != field_id))

    def moved(self, field_id: str, *, before_id: str | None) -> "FieldSet":
        """With a field put before another, or at the end."""
        one = self.find(field_id)
        assert one is not None
        others = self.without(field_id).attached
        place = next((i for i, other in enumerate(others) if other.field.id == before_id), len(others))
        return replace(self, attached=(*others[:place], one, *others[place:]))


@entity("field_graph", pk="{org_id}#wsp#{workspace_id}#fields", sk="graph")
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGraph(Entity):
    """Which fields each computed field of a workspace names, deleted ones too.

    All are in one item, so that whoever adds an edge knows every other: two people at the same moment
    cannot close a circle.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def path(self, start: str, end: str) -> list[str] | None:
        """A way along the names from one field to another, both included."""
        before: dict[str, str | None] = {start: None}
        queue = [start]
        for here in queue:
            if here == end:
                return _backwards(before, end)
            for name in self.names.get(here, ()):
                if name not in before:
                    before[name] = here
                    queue.append(name)
        return None

    def height(self, start: str) -> int:
        """How many computed fields are worked out one after the other for this one, itself included."""
        height, level = 0, {start} & self.names.keys()
        while level and height <= len(self.names):
            height, level = height + 1, {name for here in level for name in self.names[here]} & self.names.keys()
        return height

    def naming(self, field_id: str) -> list[str]:
        """The computed fields that name a field."""
        return [id for id, names in self.names.items() if field_id in names]


def _backwards(before: Mapping[str, str | None], end: str) -> list[str]:
    path: list[str] = []
    here: str | None = end
    while here is not None:
        path.append(here)
        here = before[here]
    return path[::-1]


@entity("field_use", pk="{org_id}#fld#{field_id}", sk="{project_id}", forgets="It only repeats the sets of fields.")
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldUse(Entity):
    """That a project uses a field: where its definition is copied to."""

    org_id: OrgId
    workspace_id: WorkspaceId
    field_id: str
    project_id: str


def copied(field: CustomField) -> CustomField:
    """A definition as sets hold it: what nobody needs for a value is left out."""
    return replace(field, description="")
