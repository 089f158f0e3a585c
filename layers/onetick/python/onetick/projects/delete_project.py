"""Put a project into the trash."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import PROJECT_DELETED
from .model import Project
from .saving import save


def delete_project(work: Work, project: Project) -> None:
    """Put the project into the trash, with all that is in it; its key stays taken."""
    deleted = replace(project, deleted_at=work.now, deleted_by=work.principal.id, updated_at=work.now)
    work.emit(PROJECT_DELETED, save(work, deleted, before=project), before=project)
