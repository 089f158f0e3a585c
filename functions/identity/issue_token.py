"""POST /v1/auth/token."""

from onetick.identity.events import LOGIN_FAILED, LOGIN_LOCKED, LOGIN_SUCCEEDED, REFRESH_REUSED, SESSION_REFRESHED
from onetick.identity.issue_token import issue_token, renewed_session
from onetick.identity.schemas import IssueToken, TokensView
from onetick.identity.sessions import tokens_view
from onetick.kernel import grants
from onetick.kernel.entry import Public, route
from onetick.kernel.problems import Conflict, NotFound, Unauthenticated, UpstreamUnavailable
from onetick.kernel.table import TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/auth/token",
    can=Public(reason="The password or the refresh token in the body is the credential."),
    endpoint="F",
    emits=[LOGIN_SUCCEEDED, LOGIN_FAILED, LOGIN_LOCKED, SESSION_REFRESHED, REFRESH_REUSED],
    problems=[Conflict, NotFound, Unauthenticated, UpstreamUnavailable],
    tables=[TableName.GLOBAL],
    grants=[grants.query(TableName.GLOBAL), grants.remove(TableName.GLOBAL), grants.read_secret("signing-keys")],
    secret_response=True,
    memory=1024,
    counted=renewed_session,
)
def handler(work: Work, body: IssueToken) -> TokensView:
    """Sign in, or renew the tokens.

    With `grant_type: password`, an address and its password begin a session. After five failures
    the address is locked for a minute, then for twice as long each time, up to an hour.

    With `grant_type: refresh_token`, a refresh token is exchanged for new tokens. It can be used
    once: using it again ends the session, except within ten seconds, when it is a conflict. Send an
    Idempotency-Key to be able to ask again when an answer was lost.

    An access token is for one organization at a time. `organization_id` chooses it, now or at any
    renewal; without it, it is the session's, or the only one there is.

    Sign-ins are limited for each source address, renewals for each session: an office may share an
    address.
    """
    return tokens_view(issue_token(work, body), work)
