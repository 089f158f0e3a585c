"""Looking through one's sign-ins and tokens."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .model import Account, PersonalToken, Session
from .schemas import PersonalTokenView, SessionView
from .store import SESSIONS, TOKENS, only_in_person


def list_my_sessions(work: Work, account: Account, paging: Paging) -> Page[SessionView]:
    """A page of the sessions that still count, newest first, to somebody who is there in person. Raises Forbidden."""
    only_in_person(work)
    found = work.page(SESSIONS.of(account_id=account.id), paging, keep=lambda row: row.is_live(account, work.now))
    return Page([SessionView.of(row, work.principal.credential) for row in found.data], found.next_cursor)


def get_my_session(work: Work, account: Account, session: Session) -> SessionView:
    """One session that still counts, to somebody who is there in person. Raises NotFound or Forbidden."""
    only_in_person(work)
    if not session.is_live(account, work.now):
        raise NotFound()
    return SessionView.of(session, work.principal.credential)


def list_my_tokens(work: Work, account: Account, paging: Paging) -> Page[PersonalTokenView]:
    """A page of the personal access tokens that still count, newest first."""
    found = work.page(TOKENS.of(account_id=account.id), paging, keep=lambda row: row.is_live(account, work.now))
    return Page([PersonalTokenView.of(row) for row in found.data], found.next_cursor)


def get_my_token(work: Work, account: Account, token: PersonalToken) -> PersonalTokenView:
    """One personal access token that still counts. Raises NotFound."""
    if not token.is_live(account, work.now):
        raise NotFound()
    return PersonalTokenView.of(token)
