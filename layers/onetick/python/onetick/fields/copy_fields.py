"""Give a project that is made after another the same fields."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.jobs import Done, work_through
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .attach_field import put_in
from .events import FIELD_CREATED
from .model import Attached, CustomField, FieldSet
from .targets import field_set_of


def fields_left(work: Work, source: Project, copied: Mapping[str, str]) -> Sequence[Attached]:
    """The fields of a project that its copy lacks still."""
    return [one for one in field_set_of(work, source.id).attached if one.field.id not in copied]


def copy_fields(work: Work, copy: Project, left: Sequence[Attached]) -> Done[str]:
    """Attach as many fields as one transaction holds; what each is called in the copy, by its place.

    A field of the workspace is the same in the copy; one that belongs to the source is made anew.
    """
    return work_through(work, left, lambda one: _copy(work, field_set_of(work, copy.id), copy, one))


def _copy(work: Work, fields: FieldSet, copy: Project, one: Attached) -> str:
    field = one.field if one.field.project_id is None else _like(work, copy, one.field)
    put_in(work, fields, field, like=one)
    return field.id


def _like(work: Work, copy: Project, field: CustomField) -> CustomField:
    made = work.create(
        replace(
            field,
            version=0,
            id=new_id("fld"),
            project_id=copy.id,
            created_by=PrincipalId(work.principal.id),
            created_at=work.now,
            updated_at=work.now,
        )
    )
    work.emit(FIELD_CREATED, made)
    return made
