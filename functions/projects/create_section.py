"""The route createSection."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.create_section import create_section
from onetick.projects.events import SECTION_CREATED
from onetick.projects.model import Project
from onetick.projects.schemas import NewSection, SectionView
from onetick.projects.targets import project_with_sections


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/sections",
    can="section:manage",
    endpoint="C",
    on=project_with_sections,
    emits=[SECTION_CREATED],
    problems=[Conflict, Gone, QuotaExceeded, Unprocessable],
    status=201,
)
def handler(work: Work, project: Project, body: NewSection) -> SectionView:
    """Create a section.

    It comes last on the board. A project has at most 100.
    """
    return SectionView.of(create_section(work, project, body))
