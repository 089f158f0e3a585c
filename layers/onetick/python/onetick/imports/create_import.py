"""Announce a file that is to be brought in."""

from typing import Any

from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.objects import ObjectKey, Upload
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work
from onetick.projects.model import Project, require_open

from .events import IMPORT_CREATED
from .model import FOLDER, Import, Manner
from .schemas import NewImport

CONTENT_TYPE = "application/octet-stream"
"""Nobody but us reads it, and we look at what it is, not at what it is called."""


def create_import(work: Work, project: Project, new: NewImport) -> tuple[Import, Upload]:
    """An import that waits for its file, and where to send that. Raises Conflict when the project is archived."""
    require_open(project)
    manner: dict[str, Any] = {name: getattr(new, name) for name in Manner.__dataclass_fields__}
    found = work.create(
        Import(
            org_id=project.org_id,
            workspace_id=project.workspace_id,
            id=new_id("imp"),
            project_id=project.id,
            source=new.source,
            file_name=new.file_name,
            size=new.size,
            sha256=new.sha256,
            manner=Manner(**manner),
            created_by=PrincipalId(work.principal.id),
            created_at=work.now,
            updated_at=work.now,
        )
    )
    work.emit(IMPORT_CREATED, found)
    return found, upload_of(work, found)


def upload_of(work: Work, found: Import) -> Upload:
    """Where to send the file of an import. Raises Conflict when it was applied already."""
    if found.applied_at is not None:
        raise Conflict("It was applied already. Make another import.")
    return work.files.upload(file_of(work, found), size=found.size, content_type=CONTENT_TYPE, sha256=found.sha256)


def file_of(work: Work, found: Import) -> ObjectKey:
    """Where the file of an import is."""
    return work.files.key(FOLDER, found.id, "file")
