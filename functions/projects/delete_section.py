"""The route deleteSection."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.delete_section import delete_section
from onetick.projects.events import SECTION_DELETED
from onetick.projects.model import Section
from onetick.projects.targets import section_of_path
from onetick.tasks.columns import is_empty


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/sections/{section_id}",
    can="section:manage",
    endpoint="C",
    on=section_of_path,
    emits=[SECTION_DELETED],
    problems=[Conflict],
    status=204,
    grants=[grants.query(TableName.TENANT), grants.remove(TableName.TENANT)],
)
def handler(work: Work, section: Section) -> None:
    """Delete a section.

    For good, and only while no task is in it: move its tasks elsewhere first. A project keeps at
    least one section.
    """
    delete_section(work, section, empty=is_empty(work, section))
