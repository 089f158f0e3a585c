"""Who a bearer token belongs to: asked by the authorizer in front of every route that is not public."""

import re
from datetime import datetime

from onetick.kernel.principal import Principal
from onetick.kernel.table import Tables

from . import opaque_tokens
from .access_tokens import NotAToken, read_access_token
from .emails import digest
from .model import Account, PersonalToken, Session
from .opaque_tokens import PERSONAL_PREFIX, PersonalTokenText

SECRET = "personal-token"  # noqa: S105 - what the digest is for

_BEARER = re.compile(r"[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9._~+/-]+=*)")


def authenticate(tables: Tables, authorization: str | None, now: datetime) -> Principal:
    """The caller that an Authorization header proves, with one read. Raises NotAToken, with a reason for the log."""
    match = _BEARER.fullmatch(authorization or "")
    if match is None:
        raise NotAToken("no bearer token")
    if match[1].startswith(PERSONAL_PREFIX):
        return _by_personal_token(tables, match[1], now)
    return _by_access_token(tables, match[1], now)


def _by_access_token(tables: Tables, text: str, now: datetime) -> Principal:
    token = read_access_token(text, now)
    account_key = Account.key(id=token.account_id)
    session_key = Session.key(account_id=token.account_id, id=token.session_id)
    found = tables.get_many([account_key, session_key])
    if account_key not in found or session_key not in found:
        raise NotAToken("the session has ended")
    account, session = Account.kind.from_item(found[account_key]), Session.kind.from_item(found[session_key])
    if not session.is_live(account, now):
        raise NotAToken("the session has ended")
    return Principal(
        id=account.id,
        org=token.org_id,
        credential=session.id,
        scopes=token.scopes,
        address=digest(account.email),
    )


def _by_personal_token(tables: Tables, text: str, now: datetime) -> Principal:
    given = PersonalTokenText.parse(text)
    if given is None:
        raise NotAToken("malformed personal token")
    account_key = Account.key(id=given.account_id)
    token_key = PersonalToken.key(account_id=given.account_id, id=given.token_id)
    found = tables.get_many([account_key, token_key])
    if account_key not in found or token_key not in found:
        raise NotAToken("no such personal token")
    account, token = Account.kind.from_item(found[account_key]), PersonalToken.kind.from_item(found[token_key])
    if not opaque_tokens.matches(SECRET, given.secret, token.secret) or not token.is_live(account, now):
        raise NotAToken("the personal token does not count any more")
    return Principal(
        id=account.id, org=token.org_id, method="token", credential=token.id, scopes=frozenset(token.scopes)
    )
