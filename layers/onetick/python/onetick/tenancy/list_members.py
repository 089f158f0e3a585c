"""List the members of a workspace."""

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .people import MemberFilter
from .store import MEMBERS


def list_members(work: Work, wanted: MemberFilter, paging: Paging) -> Page[WorkspaceGrants]:
    """The members who have the role and the status that were asked for."""

    def keep(member: WorkspaceGrants) -> bool:
        return wanted.role in (None, member.role) and wanted.status in (None, member.status)

    return work.page(MEMBERS.of(org_id=work.org_id, workspace_id=work.workspace_id), paging, keep=keep)
