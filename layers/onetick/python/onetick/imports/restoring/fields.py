"""Restore the custom fields of a project: those of the workspace that are alike, and others made anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from onetick.archives.documents import FieldDocument
from onetick.fields.adopt_field import adopt_field, fields_of_workspace, order_fields, use_field
from onetick.fields.model import COMPUTED, SELECTS, Attached, CustomField, Option
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .counterparts import Counterparts, offers


def restore_fields(
    work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]
) -> Progress[Reached]:
    """As many fields as one transaction holds, those that are worked out behind those that they name."""
    following = replace(step.checkpoint, stage="tags")
    left = _left(parts)
    if not left:
        if step.checkpoint.fresh and parts.attached:
            authority.authorize(work, "field:manage", Subject.of(project))
            order = [parts.attached[one.id].field.id for one in parts.archived.fields if one.id in parts.attached]
            order_fields(work, project, order)
        return Progress(next=following)
    authority.authorize(work, "field:manage", Subject.of(project))
    shared = fields_of_workspace(work)
    names = {id: one.field.id for id, one in parts.attached.items()}
    done = work_through(
        work, left, lambda one: _restore(work, project, parts, one, shared, names), name=lambda one: one.name
    )
    # One that cannot be made is reported once; those behind it are tried without it.
    stuck = done.errors and not done.results
    return Progress(
        next=following if stuck else step.checkpoint,
        counts={"fields": len(done.results)} if done.results else {},
        errors=done.errors if stuck else (),
    )


def _left(parts: Counterparts) -> list[FieldDocument]:
    left = [one for one in parts.archived.fields if one.id not in parts.attached]
    return sorted(left, key=lambda one: _height(one, {other.id: other for other in parts.archived.fields}, 0))


def _height(one: FieldDocument, fields: Mapping[str, FieldDocument], depth: int) -> int:
    """How many fields are worked out one after the other for this one; it is bounded, whatever the archive says."""
    if one.type not in COMPUTED or depth > len(fields):
        return 0
    said = f"{one.expression or ''} {one.source or ''}"
    named = [fields[id] for id in fields if id in said and id != one.id]
    return 1 + max((_height(other, fields, depth + 1) for other in named), default=0)


def _restore(
    work: Work,
    project: Project,
    parts: Counterparts,
    one: FieldDocument,
    shared: Sequence[CustomField],
    names: dict[str, str],
) -> None:
    types = tuple(id for type_id in one.required_for if (id := parts.type_id(type_id)) is not None)
    like = replace(_like(work, project, one), required_for=types)
    known = None if one.own else _known(one, shared)
    if known is not None:
        use_field(work, project, known, like)
        names[one.id] = known.id
        return
    own = one.own or not authority.may(work, "field:manage", authority.whole_workspace(work))
    names[one.id] = adopt_field(work, project, like, names, own=own).id


def _known(one: FieldDocument, shared: Sequence[CustomField]) -> CustomField | None:
    """A field of the workspace that is the same, or alike and has every choice."""
    usable = [field for field in shared if field.usable and field.type == one.type and offers(field, one)]
    same = next((field for field in usable if field.id == one.id), None)
    return same or next((field for field in usable if field.name.casefold() == one.name.casefold()), None)


_SAME = (
    "name", "type", "description", "required", "minimum", "maximum", "precision", "currency_code", "min_length",
    "max_length", "pattern", "earliest", "latest", "scale", "multiple", "reference_to", "expression", "function",
    "source", "levels",
)  # fmt: skip


def _like(work: Work, project: Project, one: FieldDocument) -> Attached:
    """An archived field as if it were here, with choices of its own."""
    options = tuple(
        Option(id=new_id("opt"), name=option.name, color=option.color, archived=option.archived)
        for option in one.options
    )
    field = CustomField(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        id=one.id,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
        options=options,
        default=_default(one, one.default),
        archived_at=work.now if one.archived else None,
        **{name: getattr(one, name) for name in _SAME},
    )
    return Attached(
        field=field,
        own_required=one.own_required,
        own_default=_default(one, one.own_default),
        has_own_default=one.has_own_default,
        sortable=one.sortable,
    )


def _default(one: FieldDocument, value: Any) -> Any:
    """A default by the names of its choices, which are the same everywhere."""
    if value is None or one.type not in SELECTS:
        return value
    names = {option.id: option.name for option in one.options}
    return [names.get(str(id), id) for id in value] if isinstance(value, list) else names.get(str(value), value)
