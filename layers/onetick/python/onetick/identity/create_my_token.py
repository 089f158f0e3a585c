"""Making a personal access token."""

from datetime import timedelta

from onetick.kernel.access.permissions import is_scope
from onetick.kernel.ids import new_id
from onetick.kernel.problems import Fault, Forbidden, Unprocessable
from onetick.kernel.work import Work

from . import opaque_tokens
from .authenticate import SECRET
from .events import TOKEN_CREATED
from .model import PersonalToken
from .opaque_tokens import PersonalTokenText
from .schemas import NewToken
from .store import own_session


def create_my_token(work: Work, new: NewToken) -> tuple[PersonalToken, str]:
    """A new token for the organization of the request, and its text, which is kept nowhere.

    Raises Forbidden unless the caller is there in person: a token may not make tokens that outlive or
    exceed it. Raises Unprocessable for a scope that does not exist.
    """
    account, _ = own_session(work)
    if work.org_id is None:
        raise Forbidden("The token is not for an organization. Ask for one with organization_id.")
    unknown = [
        Fault(f"/scopes/{place}", "unknown_scope", "is neither a permission nor *, read or write")
        for place, scope in enumerate(new.scopes)
        if not is_scope(scope)
    ]
    if unknown:
        raise Unprocessable("A scope does not exist.", errors=unknown)
    text = PersonalTokenText.new(account.id, new_id("tok"))
    token = work.create(
        PersonalToken(
            account_id=account.id,
            id=text.token_id,
            epoch=account.token_epoch,
            org_id=work.org_id,
            name=new.name,
            secret=opaque_tokens.digest(SECRET, text.secret),
            scopes=tuple(dict.fromkeys(new.scopes)),
            created_at=work.now,
            expires=int((work.now + timedelta(days=new.expires_in_days)).timestamp()),
        )
    )
    work.emit(TOKEN_CREATED, token)
    return token, str(text)
