"""Change a project's own fields."""

from dataclasses import replace
from typing import Any

from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.tasktypes.targets import types_of

from .events import PROJECT_UPDATED
from .model import Project, require_open
from .owners import owner_named, require_order
from .saving import save
from .schemas import ProjectChanges


def update_project(work: Work, project: Project, changes: ProjectChanges) -> Project:
    """The project with these changes; who reaches it changes with its visibility at once.

    Raises Conflict when it is archived, Unprocessable for an owner who is no member, days that do not fit
    and types that its tasks cannot have.
    """
    require_open(project)
    wanted: dict[str, Any] = dict(changes.given)
    if "type_ids" in wanted:
        wanted["type_ids"] = tuple(dict.fromkeys(wanted["type_ids"]))
    given = {name: value for name, value in wanted.items() if getattr(project, name) != value}
    if not given:
        return project
    if "owner_id" in given:
        given["owner_id"] = owner_named(work, given["owner_id"])
    after = replace(project, **given, updated_at=work.now)
    require_order(after.start_on, after.due_on)
    _require_types(work, project, after)
    stored = save(work, after, before=project)
    work.emit(PROJECT_UPDATED, stored, before=project)
    return stored


def _require_types(work: Work, before: Project, after: Project) -> None:
    """Raises Unprocessable for types that are new here and unknown, and for a default that is not among them."""
    if (before.type_ids, before.default_type_id) == (after.type_ids, after.default_type_id):
        return
    types = types_of(work)
    faults = [
        Fault(f"/type_ids/{place}", "unknown", "is no type of the workspace")
        for place, type_id in enumerate(after.type_ids)
        if type_id not in before.type_ids and types.standing(type_id) != type_id
    ]
    default = after.default_type_id
    if default is not None and default != before.default_type_id and types.standing(default) != default:
        faults.append(Fault("/default_type_id", "unknown", "is no type of the workspace"))
    if default is not None and not after.takes(default):
        faults.append(Fault("/default_type_id", "contradiction", "is none of the types that the project takes"))
    if faults:
        raise Unprocessable("The project cannot take these types.", errors=faults)
