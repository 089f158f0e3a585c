"""Undo what a change set did to the fields that a project uses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched, following
from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open

from .adopt_field import order_fields
from .attach_field import detach_field, put_in, use_as
from .model import Attached, CustomField, FieldSet
from .targets import field_set_of


def undo_use(work: Work, touched: Touched[FieldSet]) -> None:
    """Take back which fields a project uses, how it does, and in which order, each field for itself.

    What tasks have of a field stays with them meanwhile. Raises what `undo_task` does.
    """
    assert touched.after is not None
    before, after, now = touched.before, touched.after, touched.present()
    back, order = _uses(before, after, now), _order(before, after, now)
    if not back and order is None:
        return
    project = work.load(Project, Project.key(org_id=now.org_id, workspace_id=now.workspace_id, id=now.project_id))
    authorize(work, "field:manage", Subject.of(project))
    require_open(project)
    places = before.field_ids if before is not None else ()
    for field_id, wanted in back.items():
        with work.part():
            _use(work, project, field_id, wanted, places)
    if order is not None:
        with work.part():
            order_fields(work, project, order)


def _uses(before: FieldSet | None, after: FieldSet, now: FieldSet) -> Mapping[str, Attached | None]:
    """The fields whose use is to be another: None for those that the project shall not use."""
    ids = dict.fromkeys([*(before.field_ids if before is not None else ()), *after.field_ids])
    back: dict[str, Attached | None] = {}
    for id in ids:
        was = before.find(id) if before is not None else None
        left, present = after.find(id), now.find(id)
        if _how(was) in (_how(left), _how(present)):
            continue
        if _how(present) != _how(left):
            raise Overtaken(("field_ids",))
        back[id] = was
    return back


def _how(one: Attached | None) -> Any:
    """What the project says of a field; its definition follows by itself."""
    return None if one is None else (one.own_required, one.own_default, one.has_own_default, one.sortable)


def _order(before: FieldSet | None, after: FieldSet, now: FieldSet) -> Sequence[str] | None:
    """The order that they are to have again, where the change alone put them into another."""
    if before is None:
        return None
    known = set(before.field_ids) & set(after.field_ids) & set(now.field_ids)
    old, left, present = ([id for id in one.field_ids if id in known] for one in (before, after, now))
    if old in (left, present):
        return None
    if present != left:
        raise Overtaken(("field_ids",))
    again = iter(old)
    return [next(again) if id in known else id for id in now.field_ids]


def _use(work: Work, project: Project, field_id: str, wanted: Attached | None, places: Sequence[str]) -> None:
    fields = field_set_of(work, project.id)
    present = fields.find(field_id)
    if wanted is None:
        detach_field(work, project, field_id)
    elif present is not None:
        use_as(work, fields, replace(wanted, field=present.field, sort_ready=present.sort_ready))
    else:
        key = CustomField.key(org_id=project.org_id, workspace_id=project.workspace_id, id=field_id)
        field = work.find(CustomField, key)
        if field is None or field.deleted_at is not None:
            raise Overtaken(why="The field is in the trash. Restore that first.")
        put_in(work, fields, field, like=wanted, before_id=following(places, field_id, fields.field_ids))
