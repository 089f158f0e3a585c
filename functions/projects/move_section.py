"""The route moveSection."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.events import SECTION_MOVED
from onetick.projects.model import Section
from onetick.projects.move_section import move_section
from onetick.projects.schemas import SectionPlace, SectionView
from onetick.projects.targets import section_of_path


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/sections/{section_id}/move",
    can="section:manage",
    endpoint="C",
    on=section_of_path,
    emits=[SECTION_MOVED],
    problems=[Conflict, Unprocessable],
)
def handler(work: Work, section: Section, body: SectionPlace) -> SectionView:
    """Move a section.

    Puts it directly before or behind another section of the same project.
    """
    return SectionView.of(move_section(work, section, body))
