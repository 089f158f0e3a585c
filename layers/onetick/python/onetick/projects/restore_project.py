"""Take a project out of the trash."""

from dataclasses import replace

from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .events import PROJECT_RESTORED
from .model import Project
from .saving import save


def restore_project(work: Work, project: Project) -> Project:
    """The project as it was. Raises Conflict when it is not in the trash, Gone when it was there for too long."""
    require_in_trash("project", project.purge_at, work.now)
    restored = replace(project, deleted_at=None, deleted_by=None, updated_at=work.now)
    stored = save(work, restored, before=project)
    work.emit(PROJECT_RESTORED, stored, before=project)
    return stored
