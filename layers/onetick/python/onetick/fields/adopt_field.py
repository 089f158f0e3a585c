"""Give a project fields like those of a project somewhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .attach_field import put_in
from .events import FIELD_CREATED, FIELD_USE_CHANGED
from .expressions import with_expression
from .model import Attached, CustomField
from .rollups import with_rollup
from .settings import checked, default_of
from .store import FIELDS
from .targets import field_set_of

MAX_LOOKED_AT = 500


def fields_of_workspace(work: Work) -> Sequence[CustomField]:
    """The fields that every project of the workspace can use: of the first 500 fields that there are, for jobs."""
    found = work.some(FIELDS.of(org_id=work.org_id, workspace_id=work.workspace_id), limit=MAX_LOOKED_AT)
    return [field for field in found if field.project_id is None and field.deleted_at is None]


def adopt_field(work: Work, project: Project, like: Attached, names: Mapping[str, str], *, own: bool) -> CustomField:
    """A new field, of the project alone or of the workspace, which the project then uses.

    `like` says everything but ids, times and what is worked out; what an expression or a rollup names are
    called by `names` here. Raises Unprocessable for a definition that cannot stand, QuotaExceeded when
    there are too many.
    """
    draft = checked(
        replace(
            like.field,
            version=0,
            org_id=project.org_id,
            workspace_id=project.workspace_id,
            id=new_id("fld"),
            project_id=project.id if own else None,
            created_by=PrincipalId(work.principal.id),
            created_at=work.now,
            updated_at=work.now,
        )
    )
    if draft.type == "formula":
        draft = with_expression(work, draft, _renamed(draft.expression or "", names))
    if draft.type == "rollup":
        draft = with_rollup(work, replace(draft, source=names.get(draft.source or "", draft.source)))
    field = work.create(replace(draft, default=default_of(draft, draft.default)))
    work.emit(FIELD_CREATED, field)
    given = default_of(draft, like.own_default) if like.has_own_default else None
    put_in(work, field_set_of(work, project.id), field, like=replace(like, own_default=given))
    return field


def use_field(work: Work, project: Project, field: CustomField, like: Attached) -> None:
    """Let the project use a field of the workspace, as another project does."""
    given = default_of(field, like.own_default) if like.has_own_default else None
    put_in(work, field_set_of(work, project.id), field, like=replace(like, own_default=given))


def order_fields(work: Work, project: Project, ids: Sequence[str]) -> None:
    """Show the fields of a project in this order, others behind them."""
    before = field_set_of(work, project.id)
    places = {id: place for place, id in enumerate(ids)}
    after = replace(
        before, attached=tuple(sorted(before.attached, key=lambda one: places.get(one.field.id, len(places))))
    )
    if after == before:
        return
    first = next(new for old, new in zip(before.attached, after.attached, strict=True) if old != new)
    used = {"field_id": first.field.id, "required": first.required, "default": first.default, "resorts": False}
    work.emit(FIELD_USE_CHANGED, work.save(after), before=before, **used)


def _renamed(expression: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        expression = expression.replace(old, new)
    return expression
