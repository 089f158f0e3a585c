"""Change a project's own fields."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import PROJECT_UPDATED
from .model import Project, require_open
from .schemas import ProjectChanges
from .store import save


def update_project(work: Work, project: Project, changes: ProjectChanges) -> Project:
    """The project with these changes; who reaches it changes with its visibility at once.

    Raises Conflict when it is archived.
    """
    require_open(project)
    given = {name: value for name, value in changes.given.items() if getattr(project, name) != value}
    if not given:
        return project
    stored = save(work, replace(project, **given, updated_at=work.now), before=project)
    work.emit(PROJECT_UPDATED, stored, before=project)
    return stored
