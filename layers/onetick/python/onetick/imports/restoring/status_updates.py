"""Restore how an archived project stood, as people reported it."""

from functools import partial

from onetick.archives.belongings import StatusUpdateDocument
from onetick.imports.add_remarks import said_by
from onetick.imports.rows import Remark
from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.projects.copying import project_named
from onetick.projects.events import OF_PROJECTS
from onetick.projects.model import Project, StatusUpdate
from onetick.projects.reporting import restore_status_update

from .authors import author
from .belongings import Part, copy_of, part_of
from .counterparts import Counterparts

MAX_TEXT = 10_000


def status_updates_part(work: Work, project: Project, parts: Counterparts) -> Part:
    """The status updates, oldest first, before all that were posted here."""
    return part_of(work, project, parts, "status_updates", StatusUpdate, partial(_make, work, project, parts))


def _make(work: Work, project: Project, parts: Counterparts, one: StatusUpdateDocument) -> None:
    maker = author(work, project, parts, one.created_by)
    # Who said it stands in words where that is not to be believed.
    remark = Remark(text=one.text, author=parts.name(one.created_by)[:200], written_at=one.created_at)
    update = StatusUpdate(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        project_id=project.id,
        id=copy_of(project, one.id),
        health=one.health,
        text=one.text if maker is not None else said_by(remark)[:MAX_TEXT],
        created_by=maker or PrincipalId(work.principal.id),
        created_at=one.created_at if maker is not None else work.now,
        edited_at=one.edited_at if maker is not None else None,
    )
    restore_status_update(work, OF_PROJECTS, project_named(work, project.id), update)
