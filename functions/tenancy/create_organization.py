from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy.create_organization import create_organization
from onetick.tenancy.events import ORGANIZATION_CREATED
from onetick.tenancy.schemas import NewOrganization, OrganizationView


@route(
    "POST",
    "/v1/organizations",
    can=Self(reason="Anybody with an account may found an organization; they become its owner."),
    endpoint="C",
    enters=True,
    tables=[TableName.GLOBAL, TableName.TENANT],
    emits=[ORGANIZATION_CREATED],
    problems=[QuotaExceeded],
    status=201,
    grants=[grants.query(TableName.GLOBAL), grants.store(TableName.TENANT)],
)
def handler(work: Work, body: NewOrganization) -> OrganizationView:
    """Found an organization.

    The caller becomes its owner. Ask `POST /v1/auth/token` for a token for it next: a token is for
    one organization at a time.
    """
    return OrganizationView.of(create_organization(work, body))
