"""Give a project that is made after another the same fields."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.jobs import Done, work_through
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .attach_field import put_in
from .events import FIELD_CREATED
from .expressions import enter, graph_of
from .model import COMPUTED, Attached, CustomField, FieldSet
from .targets import field_set_of


def fields_left(work: Work, source: Project, copied: Mapping[str, str]) -> Sequence[Attached]:
    """The fields of a project that its copy lacks still, each behind those that it is worked out from."""
    fields = [one for one in field_set_of(work, source.id).attached if one.field.deleted_at is None]
    return in_order(work, [one for one in fields if one.field.id not in copied])


def in_order(work: Work, left: list[Attached]) -> Sequence[Attached]:
    """Fields to make one after the other, each behind those that it is worked out from."""
    if any(one.field.type in COMPUTED for one in left):
        graph = graph_of(work)
        left.sort(key=lambda one: graph.height(one.field.id))
    return left


def copy_fields(work: Work, copy: Project, left: Sequence[Attached], copied: Mapping[str, str]) -> Done[str]:
    """Attach as many fields as one transaction holds; what each is called in the copy, by its place.

    A field of the workspace is the same in the copy; one that belongs to the source is made anew, and
    what it is worked out from is the copy's, as `copied` and this tell.
    """
    names = dict(copied)

    def attach(one: Attached) -> str:
        names[one.field.id] = _copy(work, field_set_of(work, copy.id), copy, one, names)
        return names[one.field.id]

    return work_through(work, left, attach)


def _copy(work: Work, fields: FieldSet, copy: Project, one: Attached, names: Mapping[str, str]) -> str:
    field = one.field if one.field.project_id is None else _like(work, copy, one.field, names)
    put_in(work, fields, field, like=one)
    return field.id


def _like(work: Work, copy: Project, field: CustomField, names: Mapping[str, str]) -> CustomField:
    made = work.create(
        replace(
            _renamed(field, names),
            version=0,
            id=new_id("fld"),
            project_id=copy.id,
            created_by=PrincipalId(work.principal.id),
            created_at=work.now,
            updated_at=work.now,
        )
    )
    if made.type in COMPUTED:
        named = graph_of(work).names.get(field.id, ())
        enter(work, made, [names.get(name, name) for name in named], {})
    work.emit(FIELD_CREATED, made)
    return made


def _renamed(field: CustomField, names: Mapping[str, str]) -> CustomField:
    """A field that is worked out from others, by their names in the copy."""
    if field.type not in COMPUTED:
        return field
    expression = field.expression
    for old, new in names.items():
        expression = expression.replace(old, new) if expression is not None else None
    source = names.get(field.source or "", field.source)
    return replace(field, expression=expression, program=_translated(field.program, names), source=source)


def _translated(program: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(program, list):
        return program
    kind, value, *parts = program
    return [kind, names.get(value, value) if kind == "field" else value, *(_translated(part, names) for part in parts)]
