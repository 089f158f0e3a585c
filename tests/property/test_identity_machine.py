"""Signing in, renewing, reusing, revoking, expiring, in any order: the service against a model of a few lines."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from onetick.kernel.adapters import mail, secrets
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from tests.service import TEST_SECRETS, Clock, Service
from tests.unit.identity.steps import events_of, forget, link_token, renew, reset, sign_in

EMAIL = "ann@example.com"
PASSWORDS = ("the first long secret", "the second long secret", "the third long secret")
PAUSES = (31, 61, 130, 500, 901, 1801, 3601, 86_401, 10 * 86_400)
WAITS = (0, 0, 4, 11)

GRACE, ACCESS, RESET, LIFE, MEMORY = 10, 900, 1800, 30 * 86_400, 86_400


class StandingClock(Clock):
    """A clock that moves only when it is told to."""

    def __call__(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + self.offset

    @property
    def seconds(self) -> float:
        return self.offset / timedelta(seconds=1)


@dataclass
class Session:
    """What the model knows of a sign-in: its refresh tokens in order, and whether it was ended."""

    began: float
    tokens: list[str]
    renewed: float
    ended: bool = False

    def lives(self, now: float) -> bool:
        return not self.ended and now < self.began + LIFE


@dataclass
class Access:
    """An access token and the session it came from."""

    session: Session
    text: str
    issued: float


@dataclass
class Link:
    """A link to set a new password, which dies with any change of the password or end of all sessions."""

    token: str
    asked: float
    dead: bool = False


@dataclass
class Guesses:
    """What the model knows of failed attempts, which are forgotten a day after the last attempt."""

    failures: int = 0
    locked_until: float = 0
    noted: float = 0


@dataclass
class Asking:
    """How often a link was asked for since the first time in an hour."""

    since: float
    latest: float
    count: int = 1


class Identity(RuleBasedStateMachine):
    """One person, and whoever holds one of their tokens."""

    accesses = Bundle("accesses")
    links = Bundle("links")

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.clock = StandingClock()
        tables = MemoryTables(clock=lambda: self.clock().timestamp())
        self.stack.enter_context(use(Runtime(tables, Limiter(tables), self.clock)))
        self.stack.enter_context(secrets.use(TEST_SECRETS))
        self.service = Service(tables, self.clock, self.stack.enter_context(mail.collected()))
        self.password = PASSWORDS[0]
        self.sessions: list[Session] = []
        self.newest: list[Access] = []
        self.all_links: list[Link] = []
        self.guesses = Guesses()
        self.asking: Asking | None = None
        self.reuses = 0
        self.failures_noted: list[int] = []

    def teardown(self) -> None:
        self.stack.close()

    @property
    def now(self) -> float:
        return self.clock.seconds

    @initialize(target=accesses)
    def sign_up(self) -> Access:
        body = {"email": EMAIL, "password": self.password, "name": "Ann"}
        tokens = self.service.call("POST", "/v1/auth/signup", body).expect(201)
        return self._begun(tokens)

    @rule(pause=st.sampled_from(PAUSES))
    def time_passes(self, pause: int) -> None:
        self.clock.advance(seconds=pause)

    @rule(target=accesses, password=st.sampled_from(PASSWORDS))
    def sign_in(self, password: str) -> object:
        answer = sign_in(self.service, EMAIL, password)
        if self.now < self.guesses.locked_until:
            assert answer.status == 429
            return multiple()
        if password != self.password:
            assert answer.status == 401
            self._failed()
            return multiple()
        self._succeeded()
        return self._begun(answer.expect(200))

    @rule(times=st.integers(1, 5))
    def guess(self, times: int) -> None:
        for number in range(times):
            answer = sign_in(self.service, EMAIL, f"wrong guess number {number}")
            locked = self.now < self.guesses.locked_until
            assert answer.status == (429 if locked else 401)
            if not locked:
                self._failed()

    @rule(target=accesses, access=accesses, back=st.sampled_from((0, 0, 1, 1, 2)), wait=st.sampled_from(WAITS))
    def renew(self, access: Access, back: int, wait: int) -> object:
        """With the newest refresh token of a session or, as a slow tab or a thief would, with an older one."""
        self.clock.advance(seconds=wait)
        session = access.session
        age = min(back, len(session.tokens) - 1)
        answer = renew(self.service, session.tokens[-1 - age])
        if not session.lives(self.now):
            assert answer.status == 401
        elif age == 1 and self.now < session.renewed + GRACE:
            assert answer.status == 409
        elif age > 0:
            assert answer.status == 401
            session.ended = True
            self.reuses += 1
        else:
            tokens = answer.expect(200)
            session.tokens.append(tokens["refresh_token"])
            session.renewed = self.now
            return self._given(session, tokens)
        return multiple()

    @rule(access=accesses)
    def sign_out(self, access: Access) -> None:
        status = self.service.call("POST", "/v1/auth/revoke", token=access.text).status
        assert status == (204 if self._works(access) else 401)
        if status == 204:
            access.session.ended = True

    @rule(access=accesses)
    def end_all_others(self, access: Access) -> None:
        status = self.service.call("DELETE", "/v1/me/sessions", token=access.text).status
        assert status == (204 if self._works(access) else 401)
        if status == 204:
            self._end_all(but=access.session)

    @rule(access=accesses, current=st.sampled_from(PASSWORDS), new=st.sampled_from(PASSWORDS))
    def change_the_password(self, access: Access, current: str, new: str) -> None:
        body = {"current_password": current, "new_password": new}
        status = self.service.call("POST", "/v1/me/password", body, token=access.text).status
        if not self._works(access):
            assert status == 401
        elif self.now < self.guesses.locked_until:
            assert status == 429
        elif current != self.password:
            assert status == 422
            self._failed()
        else:
            assert status == 204
            self._succeeded()
            self.password = new
            self._end_all(but=access.session)

    @rule(target=links)
    def forget_the_password(self) -> object:
        self.service.deliver()
        mails = len(self.service.mails)
        assert forget(self.service, EMAIL).status == 204
        self.service.deliver()
        if not self._may_ask():
            assert len(self.service.mails) == mails
            return multiple()
        link = Link(link_token(self.service.mails[-1].text, "reset-password"), self.now)
        self.all_links.append(link)
        return link

    @rule(link=links, new=st.sampled_from(PASSWORDS))
    def open_a_link(self, link: Link, new: str) -> None:
        status = reset(self.service, link.token, new).status
        if link.dead or self.now >= link.asked + RESET:
            assert status == 422
            return
        assert status == 204
        self.password = new
        self.guesses = Guesses()
        self._end_all(but=None)

    @invariant()
    def access_tokens_work_exactly_as_long_as_their_sessions(self) -> None:
        for access in self.newest[-6:]:
            status = self.service.call("GET", "/v1/me", token=access.text).status
            assert status == (200 if self._works(access) else 401)

    @invariant()
    def every_reuse_was_noted_once(self) -> None:
        assert len(events_of(self.service, "token.refresh_reused")) == self.reuses

    @invariant()
    def every_failure_was_noted_once(self) -> None:
        counts = [event["data"]["resource"]["failures"] for event in events_of(self.service, "login.failed")]
        assert counts == self.failures_noted

    def _works(self, access: Access) -> bool:
        return access.session.lives(self.now) and self.now < access.issued + ACCESS

    def _begun(self, tokens: dict[str, str]) -> Access:
        session = Session(self.now, [tokens["refresh_token"]], self.now)
        self.sessions.append(session)
        return self._given(session, tokens)

    def _given(self, session: Session, tokens: dict[str, str]) -> Access:
        access = Access(session, tokens["access_token"], self.now)
        self.newest.append(access)
        return access

    def _end_all(self, *, but: Session | None) -> None:
        for session in self.sessions:
            session.ended = session.ended or session is not but
        for link in self.all_links:
            link.dead = True

    def _failed(self) -> None:
        if self.now >= self.guesses.noted + MEMORY:
            self.guesses = Guesses()
        self.guesses.failures += 1
        self.guesses.noted = self.now
        self.failures_noted.append(self.guesses.failures)
        if self.guesses.failures >= 5:
            self.guesses.locked_until = self.now + min(60 * 2 ** (self.guesses.failures - 5), 3600)

    def _succeeded(self) -> None:
        self.guesses = Guesses(noted=self.now)

    def _may_ask(self) -> bool:
        asking = self.asking
        if asking is None or self.now >= asking.since + 3600:
            self.asking = Asking(self.now, self.now)
            return True
        if asking.count == 5 or self.now < asking.latest + 60:
            return False
        asking.count, asking.latest = asking.count + 1, self.now
        return True


Identity.TestCase.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
TestIdentity = Identity.TestCase
