"""Follow departures from workspaces into their projects and portfolios."""

from onetick.kernel import grants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.table import TableName
from onetick.kernel.triggers import on_event
from onetick.kernel.work import Work
from onetick.portfolios.events import OF_PORTFOLIOS
from onetick.projects.events import OF_PROJECTS
from onetick.projects.forget_member import forget_member
from onetick.tenancy.events import WORKSPACE_MEMBER_REMOVED


@on_event(
    "former-members",
    [WORKSPACE_MEMBER_REMOVED],
    emits=[OF_PROJECTS.member_removed, OF_PORTFOLIOS.member_removed],
    grants=[grants.remove(TableName.TENANT)],
)
def handler(work: Work, occurrence: Occurrence) -> None:
    """Take somebody who left a workspace off the lists of members of its projects and portfolios."""
    forget_member(handler, occurrence, OF_PROJECTS)
    forget_member(handler, occurrence, OF_PORTFOLIOS)
