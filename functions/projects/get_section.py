"""The route getSection."""

from onetick.kernel.entry import route
from onetick.projects.model import Section
from onetick.projects.schemas import SectionView
from onetick.projects.targets import section_of_path


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/sections/{section_id}",
    can="project:view",
    endpoint="A",
    on=section_of_path,
)
def handler(section: Section) -> SectionView:
    """Get a section.

    A column of the project's board, with the status that its tasks take on and its limit.
    """
    return SectionView.of(section)
