"""Define a custom field."""

from dataclasses import replace

from onetick.kernel.entity import Entity
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open

from .attach_field import put_in
from .events import FIELD_CREATED
from .expressions import with_expression
from .model import CustomField, Option
from .rollups import with_rollup
from .schemas import NewField
from .settings import checked, default_of
from .targets import field_set_of

_SETTINGS = (
    "minimum",
    "maximum",
    "precision",
    "currency_code",
    "min_length",
    "max_length",
    "pattern",
    "earliest",
    "latest",
    "scale",
    "multiple",
    "expression",
    "function",
    "source",
    "levels",
)


def create_custom_field(work: Work, place: Entity, new: NewField) -> CustomField:
    """A field for the whole workspace, or for one project, which then has it.

    Raises Unprocessable for settings that do not fit the type and for an expression that cannot stand,
    Conflict in an archived project, QuotaExceeded when there are too many.
    """
    if isinstance(place, Project):
        require_open(place)
    assert work.org_id is not None and work.workspace_id is not None
    draft = CustomField(
        org_id=work.org_id,
        workspace_id=work.workspace_id,
        id=new_id("fld"),
        name=new.name,
        type=new.type,
        project_id=new.project_id,
        description=new.description,
        required=new.required,
        options=tuple(Option(id=new_id("opt"), name=one.name, color=one.color) for one in new.options),
        reference_to=new.reference_to or ("task" if new.type == "reference" else None),
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
        **{name: getattr(new, name) for name in _SETTINGS},
    )
    draft = checked(draft)
    if new.type == "formula":
        draft = with_expression(work, draft, new.expression)
    if new.type == "rollup":
        draft = with_rollup(work, draft)
    field = work.create(replace(draft, default=default_of(draft, new.default)))
    work.emit(FIELD_CREATED, field)
    if isinstance(place, Project):
        put_in(work, field_set_of(work, place.id), field)
    return field
