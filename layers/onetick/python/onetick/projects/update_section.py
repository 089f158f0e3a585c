"""Change a section."""

from dataclasses import replace

from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work

from .events import SECTION_UPDATED
from .model import Section, Workflow, require_open
from .schemas import SectionChanges
from .targets import outline_of, project_of_section, workflow_of


def update_section(work: Work, section: Section, changes: SectionChanges) -> Section:
    """The section with these changes.

    Raises Conflict when the project is archived, Unprocessable when the workflow has no such status.
    """
    project = project_of_section(work, section)
    require_open(project)
    given = {name: value for name, value in changes.given.items() if getattr(section, name) != value}
    if not given:
        return section
    require_status(workflow_of(work, project), given.get("status_id"))
    stored = work.save(replace(section, **given, updated_at=work.now))
    work.save(outline_of(work, project).changed(stored))
    work.emit(SECTION_UPDATED, stored, before=section)
    return stored


def require_status(workflow: Workflow, status_id: str | None) -> None:
    """Raises Unprocessable when a status is named that the workflow does not have."""
    if status_id is None or workflow.status(status_id) is not None:
        return
    known = ", ".join(status.id for status in workflow.statuses)
    fault = Fault("/status_id", "unknown", f"no status of the project; those are {known}")
    raise Unprocessable("The workflow has no such status.", errors=[fault])
