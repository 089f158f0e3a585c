"""Let a project use a custom field, or no longer."""

from dataclasses import replace

from onetick.kernel.problems import Conflict, Fault, NotFound, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open
from onetick.tasktypes.targets import types_of

from .events import FIELD_ATTACHED, FIELD_DETACHED, FIELD_USE_CHANGED
from .model import (
    COMPUTED,
    MAX_ATTACHED,
    MAX_FORMULAS,
    MAX_SELECTS,
    SELECTS,
    SORTABLE,
    Attached,
    CustomField,
    FieldSet,
    FieldUse,
    copied,
)
from .schemas import Use
from .settings import default_of
from .sorting import MAX_SORTABLE, resorts, with_sorting
from .targets import field_set_of


def attach_field(work: Work, project: Project, field: CustomField, use: Use) -> Attached:
    """The field as the project now uses it.

    Raises NotFound for another project's field, Conflict for an archived field or project,
    QuotaExceeded when the project has too many, Unprocessable for a default that the field does not
    take, a type that tasks are not sorted by, or an unknown neighbour.
    """
    require_open(project)
    if field.project_id not in (None, project.id):
        raise NotFound()
    fields = field_set_of(work, project.id)
    known = fields.find(field.id)
    if known is None and not field.usable:
        raise Conflict("The field is archived. Unarchive it first.")
    if field.type in COMPUTED and (use.required or use.required_for):
        fault = Fault("/required", "unsupported", "is worked out, and never given")
        raise Unprocessable("Nobody gives this field a value.", errors=[fault])
    given = use.given
    one = Attached(
        field=copied(field),
        own_required=use.required,
        own_default=default_of(field, use.default),
        has_own_default="default" in given,
        required_for=_required_for(use, known),
        sortable=use.sortable if "sortable" in given or known is None else known.sortable,
    )
    if one.sortable and not one.can_sort:
        fault = Fault("/sortable", "unsupported", f"must be one of these types: {', '.join(SORTABLE)}")
        raise Unprocessable("Tasks cannot be sorted by a field of this type.", errors=[fault])
    one = with_sorting(one, known)
    _require_types(work, one, known)
    moves = "before_id" in given and use.before_id != field.id
    if moves and use.before_id is not None and fields.find(use.before_id) is None:
        fault = Fault("/before_id", "unknown", "must be another field of the project")
        raise Unprocessable("There is no such other field.", errors=[fault])
    after = fields.with_(one)
    after = after.moved(field.id, before_id=use.before_id) if moves else after
    if known is None:
        return _add(work, fields, after, one)
    if after != fields:
        _require_few_sorted(after)
        _tell_use(work, fields, after, one)
    return one


def _required_for(use: Use, known: Attached | None) -> tuple[str, ...]:
    """The types that are given, each once; those it had when nobody speaks of them."""
    if "required_for" not in use.given and known is not None:
        return known.required_for
    return tuple(dict.fromkeys(use.required_for))


def _require_types(work: Work, one: Attached, known: Attached | None) -> None:
    """Raises Unprocessable for a type that the workspace does not have, unless it was named before."""
    before = known.required_for if known is not None else ()
    new = [name for name in one.required_for if name not in before]
    if not new:
        return
    types = types_of(work)
    faults = [
        Fault(f"/required_for/{place}", "unknown", "is no type of the workspace")
        for place, name in enumerate(one.required_for)
        if name in new and types.standing(name) != name
    ]
    if faults:
        raise Unprocessable("There are no such types of tasks.", errors=faults)


def put_in(
    work: Work, fields: FieldSet, field: CustomField, *, like: Attached | None = None, before_id: str | None = None
) -> Attached:
    """Attach a field, last or before another, with its own settings, or used as another project uses it.

    Raises QuotaExceeded.
    """
    one = Attached(field=copied(field)) if like is None else replace(like, field=copied(field))
    one = with_sorting(one, None)
    return _add(work, fields, fields.with_(one).moved(field.id, before_id=before_id), one)


def use_as(work: Work, fields: FieldSet, one: Attached) -> None:
    """Let a project use a field, which it has, in this way."""
    one = with_sorting(one, fields.find(one.field.id))
    _require_few_sorted(fields.with_(one))
    _tell_use(work, fields, fields.with_(one), one)


def _tell_use(work: Work, before: FieldSet, after: FieldSet, one: Attached) -> None:
    work.emit(FIELD_USE_CHANGED, work.save(after), before=before, **_used(one, before.find(one.field.id)))


def detach_field(work: Work, project: Project, field_id: str) -> None:
    """Let a project use a field no longer; what its tasks have of it stays, for when it is attached again.

    Raises NotFound when the project does not use it, Conflict in an archived project.
    """
    require_open(project)
    fields = field_set_of(work, project.id)
    known = fields.find(field_id)
    if known is None:
        raise NotFound()
    stored = work.save(fields.without(field_id))
    work.discard(FieldUse, FieldUse.key(org_id=fields.org_id, field_id=field_id, project_id=project.id))
    work.emit(FIELD_DETACHED, stored, before=fields, field_id=field_id, resorts=resorts(None, known))


def _add(work: Work, before: FieldSet, after: FieldSet, one: Attached) -> Attached:
    if len(after.attached) > MAX_ATTACHED:
        raise QuotaExceeded(f"A project uses at most {MAX_ATTACHED} fields.")
    if sum(other.field.type in SELECTS for other in after.attached) > MAX_SELECTS:
        raise QuotaExceeded(f"A project uses at most {MAX_SELECTS} fields with options.")
    if sum(other.field.type in COMPUTED for other in after.attached) > MAX_FORMULAS:
        raise QuotaExceeded(f"A project uses at most {MAX_FORMULAS} fields that are worked out.")
    _require_few_sorted(after)
    stored = work.put(after)
    use = FieldUse(
        org_id=after.org_id, workspace_id=after.workspace_id, field_id=one.field.id, project_id=after.project_id
    )
    work.replace(use)
    work.emit(FIELD_ATTACHED, stored, before=before, **_used(one, None))
    return one


def _require_few_sorted(fields: FieldSet) -> None:
    if sum(one.sortable for one in fields.attached) > MAX_SORTABLE:
        raise QuotaExceeded(f"A project's tasks can be sorted by at most {MAX_SORTABLE} of its fields.")


def _used(one: Attached, was: Attached | None) -> dict[str, object]:
    again = resorts(one, was)
    return {"field_id": one.field.id, "required": one.required, "default": one.default, "resorts": again}
