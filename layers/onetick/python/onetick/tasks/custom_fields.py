"""The custom fields of a task: what was given for them, and whom and what it names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from onetick.fields.computing import computed
from onetick.fields.expressions import BUILT_IN
from onetick.fields.fill import Values, fill
from onetick.fields.model import CustomField, FieldSet
from onetick.fields.targets import field_set_of
from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.ids import OrgId, WorkspaceId, is_id
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .model import Task
from .people import all_see, grant_keys
from .sorting import with_sort_keys

MAX_NAMED = 40
"""How many people, tasks and projects the fields of one request may name."""


def filled(
    work: Work,
    project_id: str,
    given: Mapping[str, Any],
    current: Values,
    *,
    creating: bool = False,
    type_id: str | None = None,
    retyped: bool = False,
) -> Values:
    """The values of a task with what was given; all that it names exists, and is for the caller to see.

    Some fields are required of some types: of a new task, and of one that gets another type.

    Raises Unprocessable, pointing at each field that was given wrongly.
    """
    if not given and not creating and not retyped:
        return current
    fields = field_set_of(work, project_id)

    def definition(field_id: str) -> CustomField | None:
        place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
        return work.find(CustomField, CustomField.key(**place, id=field_id))

    values = fill(fields, given, current, definition=definition, creating=creating, type_id=type_id, retyped=retyped)
    _require_named(work, project_id, fields, values, current)
    return values


def with_formulas(work: Work, task: Task, before: Task | None = None) -> Task:
    """The task with the formulas of its project as they are now worth, and its places by fields.

    With what it was `before`, only those of its other projects are read in which it is new.
    """
    home = field_set_of(work, task.project_id)
    return with_sort_keys(work, _with_formulas(home, task), before, home=home)


def _with_formulas(fields: FieldSet, task: Task) -> Task:
    if not fields.attached:
        return task
    built_in = {
        "key": task.code,
        "assignees": task.assignee_ids,
        **{name: getattr(task, name) for name in BUILT_IN if name not in ("key", "assignees")},
    }
    values = computed(fields, task.custom_fields, built_in)
    return task if values == task.custom_fields else replace(task, custom_fields=values)


def keys_of_values(org: OrgId | None, workspace: WorkspaceId | None, given: Mapping[str, Any]) -> list[Key]:
    """What values name: the grants of people, and tasks and projects."""
    named = list(_named(given.values()))[:MAX_NAMED]
    place = {"org_id": org, "workspace_id": workspace}
    return [
        *grant_keys(org, workspace, [one for one in named if one.startswith(("usr_", "sva_"))]),
        *(Task.key(org_id=org, id=one) for one in named if is_id("tsk", one)),
        *(Project.key(**place, id=one) for one in named if is_id("prj", one)),
    ]


def _named(values: Any) -> Iterator[str]:
    """Every id that values hold, each once."""
    seen: set[str] = set()
    for value in values:
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and one not in seen and any(map(is_id, ("usr", "sva", "tsk", "prj"), [one] * 4)):
                seen.add(one)
                yield one


def _require_named(work: Work, project_id: str, fields: FieldSet, values: Values, current: Values) -> None:
    """Raises Unprocessable unless what values newly name is there and to be seen."""
    new: dict[str, list[str]] = {}
    for one in fields.attached:
        value = values.get(one.field.id)
        if one.field.type in ("people", "reference") and isinstance(value, list):
            before = current.get(one.field.id)
            known = before if isinstance(before, list) else []
            new[one.field.id] = [name for name in value if name not in known]
    if sum(map(len, new.values())) > MAX_NAMED:
        fault = Fault("/custom_fields", "too_long", f"name more than {MAX_NAMED} people, tasks and projects")
        raise Unprocessable("The custom fields name too much at once.", errors=[fault])
    for field_id, names in new.items():
        pointer = f"/custom_fields/{field_id}"
        all_see(work, (project_id,), [name for name in names if name.startswith(("usr_", "sva_"))], pointer)
        _require_seen(work, [name for name in names if name.startswith(("tsk_", "prj_"))], pointer)


def _require_seen(work: Work, names: Sequence[str], pointer: str) -> None:
    """Raises Unprocessable unless these tasks and projects are there, and the caller sees them."""
    if not names:
        return
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    tasks = [Task.key(org_id=work.org_id, id=name) for name in names if name.startswith("tsk_")]
    projects: dict[str, tuple[str, ...]] = {name: (name,) for name in names if name.startswith("prj_")}
    for task in work.find_many(Task, tasks):
        if task.deleted_at is None and task.workspace_id == work.workspace_id:
            projects[task.id] = task.project_ids
    keys = {one: ProjectAccess.key(**place, project_id=one) for several in projects.values() for one in several}
    work.prefetch(keys.values())
    visible = scope(work.standing)

    def opens(project: str) -> bool:
        access = work.find(ProjectAccess, keys[project])
        return access is not None and not access.deleted and visible.sees(project, access)

    def sees(name: str) -> bool:
        return any(opens(project) for project in projects.get(name, ()))

    faults = [Fault(pointer, "unknown", f"{name} is nothing that you can see") for name in names if not sees(name)]
    if faults:
        raise Unprocessable("Not everything named is there.", errors=faults)
