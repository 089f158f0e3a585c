"""How routes, of this area and of others, find custom fields and those of a project."""

from collections.abc import Callable, Sequence

from onetick.kernel.ids import is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.targets import in_path, place_target, project_target
from onetick.tasktypes.targets import types_key

from .expressions import keys_of_expression
from .model import CustomField, FieldSet
from .rollups import keys_of_rollup


def field_set_key(at: Arrival, project_id: str) -> Key:
    """Where the fields of a project are."""
    return FieldSet.key(org_id=at.org, project_id=project_id)


def field_set_of(work: Work, project_id: str) -> FieldSet:
    """The fields that a project uses; none where nobody ever attached one."""
    key = FieldSet.key(org_id=work.org_id, project_id=project_id)
    found = work.find(FieldSet, key)
    if found is not None:
        return found
    assert work.org_id is not None and work.workspace_id is not None
    return FieldSet(org_id=work.org_id, workspace_id=work.workspace_id, project_id=project_id)


def field_key(at: Arrival, field_id: str) -> Key:
    """Where a definition is."""
    return CustomField.key(org_id=at.org, workspace_id=at.workspace, id=field_id)


def _keys_of_path(at: Arrival) -> list[Key]:
    name = at.path["field_id"]
    return [field_key(at, name)] if is_id("fld", name) else []


def _keys_of_computed(at: Arrival) -> Sequence[Key]:
    return [*keys_of_expression(at), *keys_of_rollup(at)]


def _types_of_body(at: Arrival) -> Sequence[Key]:
    return [types_key(at.org, at.workspace)] if at.body.required_for else []


def _field_target(
    *, more: Callable[[Arrival], Sequence[Key]] = lambda at: (), trashed: bool = False, decides: bool = True
) -> Target[CustomField]:
    def keys(at: Arrival) -> Sequence[Key]:
        return [*_keys_of_path(at), *more(at)]

    def find(work: Work, at: Arrival) -> CustomField | None:
        named = _keys_of_path(at)
        return work.find(CustomField, named[0]) if named else None

    return Target("field", CustomField, keys, find=find, trashed=trashed, decides=decides)


field_of_path = _field_target()
field_to_change = _field_target(more=_keys_of_computed)
"""The field of the path, with what an expression or a rollup in the body names."""
field_in_trash = _field_target(trashed=True)
field_to_attach = _field_target(more=_types_of_body, decides=False)
"""The field of the path; what is decided about is the project."""
place_of_new_field = place_target(field_set_key, more=_keys_of_computed)
"""The project that the body names, with its fields, or else the workspace."""
project_with_fields = project_target(in_path, field_set_key)
