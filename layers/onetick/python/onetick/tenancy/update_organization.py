"""Change an organization, and carry its new name to where copies of it are."""

from dataclasses import replace

from onetick.identity.model import AccountOrganization
from onetick.kernel.paging import Paging
from onetick.kernel.table import Position
from onetick.kernel.work import Work

from .events import ORGANIZATION_NAME_COPIED, ORGANIZATION_UPDATED
from .model import Organization
from .schemas import OrganizationChanges
from .store import ORGANIZATION_MEMBERS, organization_key

_COPIES_AT_ONCE = 90


def update_organization(work: Work, organization: Organization, changes: OrganizationChanges) -> Organization:
    """The organization with what was given. Nothing happens when it is so already."""
    if all(getattr(organization, name) == value for name, value in changes.given.items()):
        return organization
    changed = work.save(replace(organization, **changes.given, updated_at=work.now))
    work.emit(ORGANIZATION_UPDATED, changed, before=organization)
    return changed


def copy_organization_name(work: Work, after: str | None) -> None:
    """Put the organization's name of now into the next accounts' lists of organizations, behind the member `after`."""
    organization = work.load(Organization, organization_key(work.org_id))
    asked = ORGANIZATION_MEMBERS.of(org_id=work.org_id)
    start = Position(asked.query.pk, after) if after else None
    page = work.page(asked, Paging(limit=_COPIES_AT_ONCE, start=start))
    keys = [AccountOrganization.key(account_id=one.principal_id, org_id=one.org_id) for one in page.data]
    stale = [copy for copy in work.find_many(AccountOrganization, keys) if copy.name != organization.name]
    for copy in stale:
        work.save(replace(copy, name=organization.name))
    more = page.data[-1].principal_id if len(page.data) == _COPIES_AT_ONCE else None
    if stale or more:
        work.emit(ORGANIZATION_NAME_COPIED, organization, after=more)
