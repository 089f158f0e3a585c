"""List the members of an organization."""

from onetick.kernel.access import OrgGrants
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .people import OrganizationMemberFilter
from .store import ORGANIZATION_MEMBERS


def list_organization_members(work: Work, wanted: OrganizationMemberFilter, paging: Paging) -> Page[OrgGrants]:
    """The members who have the role and the status that were asked for."""

    def keep(member: OrgGrants) -> bool:
        return (wanted.role is None or wanted.role in member.roles) and wanted.status in (None, member.status)

    return work.page(ORGANIZATION_MEMBERS.of(org_id=work.org_id), paging, keep=keep)
