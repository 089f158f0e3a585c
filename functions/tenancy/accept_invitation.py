from onetick.kernel import grants
from onetick.kernel.entry import Self, route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.tenancy import links
from onetick.tenancy.accept_invitation import accept_invitation
from onetick.tenancy.events import INVITATION_ACCEPTED, MEMBER_ROLE_CHANGED, USER_JOINED, WORKSPACE_MEMBER_ADDED
from onetick.tenancy.schemas import AcceptedView


@route(
    "POST",
    "/v1/invitations/{token}/accept",
    can=Self(reason="The token of the mail, and an account with the invited address, are the permission."),
    endpoint="C",
    enters=True,
    tables=[TableName.GLOBAL, TableName.TENANT],
    emits=[INVITATION_ACCEPTED, USER_JOINED, WORKSPACE_MEMBER_ADDED, MEMBER_ROLE_CHANGED],
    grants=[
        grants.read(TableName.TENANT),
        grants.store(TableName.TENANT),
        grants.require(TableName.TENANT),
        grants.require(TableName.GLOBAL),
        grants.query(TableName.GLOBAL),
        grants.read_secret(links.SECRET),
    ],
    problems=[Gone, Conflict, QuotaExceeded],
)
def handler(work: Work, token: str) -> AcceptedView:
    """Accept an invitation.

    The caller joins the organization and the workspace. Their account must have the address that
    was invited. Ask `POST /v1/auth/token` for a token for the organization next. Accepting the same
    invitation again answers the same.
    """
    opened, member = accept_invitation(work, token)
    return AcceptedView(
        organization_id=opened.organization.id,
        organization_name=opened.organization.name,
        workspace_id=opened.workspace.id,
        workspace_name=opened.workspace.name,
        role=member.role or "guest",
    )
