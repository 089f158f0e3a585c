"""The route updateSection."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.events import SECTION_UPDATED
from onetick.projects.model import Section
from onetick.projects.schemas import SectionChanges, SectionView
from onetick.projects.targets import section_of_path
from onetick.projects.update_section import update_section


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/sections/{section_id}",
    can="section:manage",
    endpoint="C",
    on=section_of_path,
    emits=[SECTION_UPDATED],
    problems=[Conflict, Unprocessable],
)
def handler(work: Work, section: Section, body: SectionChanges) -> SectionView:
    """Change a section.

    Its name, its color, its limit, and the status that tasks take on when they are moved into it.
    """
    return SectionView.of(update_section(work, section, body))
