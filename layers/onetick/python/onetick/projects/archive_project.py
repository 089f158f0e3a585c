"""Close a project without losing anything."""

from dataclasses import replace

from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .events import PROJECT_ARCHIVED
from .model import Project
from .saving import save


def archive_project(work: Work, project: Project) -> Project:
    """The project, archived: it can be looked at, and nothing in it changes. Raises Conflict when it is already."""
    if project.archived_at is not None:
        raise Conflict("The project is archived already.")
    stored = save(work, replace(project, archived_at=work.now, updated_at=work.now), before=project)
    work.emit(PROJECT_ARCHIVED, stored, before=project)
    return stored
