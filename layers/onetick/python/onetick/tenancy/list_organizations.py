"""List the organizations of an account."""

from onetick.identity.model import AccountOrganization
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .store import ORGANIZATIONS_OF_ACCOUNT


def list_organizations(work: Work, paging: Paging) -> Page[AccountOrganization]:
    """The caller's organizations, those where their membership is deactivated too."""
    return work.page(ORGANIZATIONS_OF_ACCOUNT.of(account_id=work.principal.id), paging)
