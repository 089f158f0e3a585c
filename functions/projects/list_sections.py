"""The route listSections."""

from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.projects.list_sections import list_sections
from onetick.projects.model import Project
from onetick.projects.schemas import SectionView
from onetick.projects.targets import project_with_sections


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/sections",
    can="project:view",
    endpoint="B",
    on=project_with_sections,
    problems=[Gone],
)
def handler(work: Work, project: Project, paging: Paging) -> Page[SectionView]:
    """List sections.

    The sections of the project in the order of the board, 100 at most.
    """
    page = list_sections(work, project, paging)
    return Page([SectionView.of(found) for found in page.data], page.next_cursor)
