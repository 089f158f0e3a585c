"""Ending sessions and tokens."""

from dataclasses import replace

from onetick.kernel.work import Work

from . import opaque_tokens
from .authenticate import SECRET
from .events import LOGOUT, SESSION_REVOKED, SESSIONS_REVOKED, TOKEN_REVOKED
from .model import PersonalToken, Session
from .opaque_tokens import PersonalTokenText, RefreshToken
from .sessions import FAMILY
from .store import only_in_person, own_session, session_key


def revoke_token(work: Work, text: str | None) -> None:
    """End the session or token that the request was made with, or the caller's own that `text` is of.

    A text that is nothing of theirs ends nothing, and says no more than that (RFC 7009).
    """
    if text is None:
        _end_credential(work)
    elif (refresh := RefreshToken.parse(text)) is not None:
        session = work.find(Session, session_key(refresh.account_id, refresh.session_id))
        if session and _is_own(work, session) and opaque_tokens.matches(FAMILY, refresh.family, session.family):
            _log_out(work, session)
    elif (personal := PersonalTokenText.parse(text)) is not None:
        token = work.find(PersonalToken, PersonalToken.key(account_id=personal.account_id, id=personal.token_id))
        if token and _is_own(work, token) and opaque_tokens.matches(SECRET, personal.secret, token.secret):
            _end_token(work, token)


def revoke_my_session(work: Work, session: Session) -> None:
    """End one session of the caller, who must be there in person."""
    only_in_person(work)
    work.remove(session)
    work.emit(SESSION_REVOKED, session.at_version(session.version + 1))


def revoke_my_sessions(work: Work) -> None:
    """End every session of the caller but the present one."""
    account, session = own_session(work)
    renewed = work.save(replace(account, session_epoch=account.session_epoch + 1, updated_at=work.now))
    work.save(replace(session, epoch=renewed.session_epoch))
    work.emit(SESSIONS_REVOKED, renewed, before=account)


def revoke_my_token(work: Work, token: PersonalToken) -> None:
    """End one personal access token of the caller, who must be there in person."""
    only_in_person(work)
    _end_token(work, token)


def _end_token(work: Work, token: PersonalToken) -> None:
    work.remove(token)
    work.emit(TOKEN_REVOKED, token.at_version(token.version + 1))


def _end_credential(work: Work) -> None:
    caller = work.principal
    if caller.method == "token":
        token = work.find(PersonalToken, PersonalToken.key(account_id=caller.id, id=caller.credential))
        if token is not None:
            _end_token(work, token)
        return
    session = work.find(Session, session_key(caller.id, caller.credential))
    if session is not None:
        _log_out(work, session)


def _log_out(work: Work, session: Session) -> None:
    work.remove(session)
    work.emit(LOGOUT, session.at_version(session.version + 1))


def _is_own(work: Work, thing: Session | PersonalToken) -> bool:
    return thing.account_id == work.principal.id
