"""Open an archived project again."""

from dataclasses import replace

from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .events import PROJECT_UNARCHIVED
from .model import Project
from .saving import save


def unarchive_project(work: Work, project: Project) -> Project:
    """The project, open again. Raises Conflict when it is not archived."""
    if project.archived_at is None:
        raise Conflict("The project is not archived.")
    stored = save(work, replace(project, archived_at=None, updated_at=work.now), before=project)
    work.emit(PROJECT_UNARCHIVED, stored, before=project)
    return stored
