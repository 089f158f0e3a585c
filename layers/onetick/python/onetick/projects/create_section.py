"""Add a section to a project."""

from onetick.kernel.ids import new_id
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work

from .events import SECTION_CREATED
from .model import MAX_SECTIONS, Project, Section, require_open
from .schemas import NewSection
from .targets import outline_of, workflow_of
from .update_section import require_status


def create_section(work: Work, project: Project, new: NewSection) -> Section:
    """A new section at the end of the project.

    Raises Conflict when the project is archived, QuotaExceeded when it has too many sections,
    Unprocessable when the workflow has no such status.
    """
    require_open(project)
    require_status(workflow_of(work, project), new.status_id)
    outline = outline_of(work, project)
    if len(outline.sections) >= MAX_SECTIONS:
        raise QuotaExceeded(f"A project has at most {MAX_SECTIONS} sections.")
    section = Section(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        project_id=project.id,
        id=new_id("sec"),
        name=new.name,
        status_id=new.status_id,
        wip_limit=new.wip_limit,
        color=new.color,
        created_by=work.principal.id,
        created_at=work.now,
        updated_at=work.now,
    )
    stored = work.create(section)
    work.save(outline.added(stored))
    work.emit(SECTION_CREATED, stored)
    return stored
