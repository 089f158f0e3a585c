"""Change a project's own fields."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import PROJECT_UPDATED
from .model import Project, require_open
from .owners import owner_named, require_order
from .saving import save
from .schemas import ProjectChanges


def update_project(work: Work, project: Project, changes: ProjectChanges) -> Project:
    """The project with these changes; who reaches it changes with its visibility at once.

    Raises Conflict when it is archived, Unprocessable for an owner who is no member or days that do not fit.
    """
    require_open(project)
    given = {name: value for name, value in changes.given.items() if getattr(project, name) != value}
    if not given:
        return project
    if "owner_id" in given:
        given["owner_id"] = owner_named(work, given["owner_id"])
    after = replace(project, **given, updated_at=work.now)
    require_order(after.start_on, after.due_on)
    stored = save(work, after, before=project)
    work.emit(PROJECT_UPDATED, stored, before=project)
    return stored
