"""The type of a task."""

from collections.abc import Mapping
from typing import Any

from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasktypes.targets import types_of

from .model import Task


def type_of_new(work: Work, project: Project, given: Mapping[str, Any]) -> str | None:
    """The type of a new task: the one that is given, else the default of the project. Raises as `required_type`."""
    if "type_id" in given:
        return required_type(work, project, given["type_id"])
    default = types_of(work).find(project.default_type_id)
    return default.id if default is not None and default.usable else None


def type_of_changed(work: Work, task: Task, given: Mapping[str, Any]) -> str | None:
    """The type of a task with what is given; it keeps one that it has. Raises as `required_type`."""
    wanted: str | None = given.get("type_id", task.type_id)
    if wanted is None or wanted == task.type_id:
        return wanted
    key = Project.key(org_id=task.org_id, workspace_id=task.workspace_id, id=task.project_id)
    return required_type(work, work.load(Project, key), wanted)


def required_type(work: Work, project: Project, wanted: str | None) -> str | None:
    """This type. It may be archived at the same moment: its tasks show it all the same.

    Raises Unprocessable for one that the workspace does not have, that is archived, or that the project does not take.
    """
    if wanted is None:
        return None
    type = types_of(work).find(wanted)
    why = None
    if type is None or (type.deleted_at is not None and type.merged_into is None):
        why = "is no type of the workspace"
    elif type.deleted_at is not None:
        why = f"is {type.merged_into} now"
    elif type.archived_at is not None:
        why = "is archived"
    elif not project.takes(wanted):
        why = "is no type that the project takes"
    if why is not None:
        raise Unprocessable("The task cannot have this type.", errors=[Fault("/type_id", "unknown", why)])
    return wanted


def fitting_type(work: Work, project: Project, type_id: str | None) -> str | None:
    """What a type is by now, for a task that is made after something else; none where the project does not take it."""
    standing = types_of(work).standing(type_id)
    return standing if standing is not None and project.takes(standing) else None
