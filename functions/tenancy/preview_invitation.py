from onetick.kernel import grants
from onetick.kernel.entry import Public, route
from onetick.kernel.problems import Gone, NotFound
from onetick.kernel.work import Work
from onetick.tenancy import links
from onetick.tenancy.invitations import preview_invitation
from onetick.tenancy.schemas import InvitationPreview


@route(
    "GET",
    "/v1/invitations/{token}",
    can=Public(reason="The token of the mail is the proof; it shows what the mail says."),
    endpoint="A",
    enters=True,
    grants=[grants.read_secret(links.SECRET)],
    problems=[NotFound, Gone],
)
def handler(work: Work, token: str) -> InvitationPreview:
    """See what an invitation is for.

    For the page that the link in the mail opens, before anybody signs in.
    """
    opened = preview_invitation(work, token)
    return InvitationPreview(
        organization_name=opened.organization.name,
        workspace_name=opened.workspace.name,
        inviter=opened.invitation.inviter,
        email=opened.invitation.email,
        role=opened.invitation.role,
        expires_at=opened.invitation.expires_at,
    )
