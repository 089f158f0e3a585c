"""What is stored about people: their account, what is known of an address, their sessions and tokens.

Everything is in the global table. `session_epoch` and `token_epoch` of an account end all earlier
sessions or tokens at once: each carries the epoch it was made in, and an older one is worth nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId
from onetick.kernel.table import TableName

SESSION_LIFE = timedelta(days=30)
GUARD_LIFE = timedelta(days=1)

FREE_FAILURES = 5
FIRST_LOCK = timedelta(minutes=1)
LONGEST_LOCK = timedelta(hours=1)

RESET_LIFE = timedelta(minutes=30)
RESETS_PER_HOUR = 5
MAIL_PAUSE = timedelta(minutes=1)
"""How long to wait before the same mail is asked for again."""

MembershipStatus = Literal["active", "deactivated"]


@entity("account", table=TableName.GLOBAL, pk="account#{id}", sk="account")
@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Entity):
    """A person. `email` is normalised; `email_verified` says that they have shown it to be theirs."""

    id: PrincipalId
    email: str
    name: str
    password_hash: str = field(repr=False)
    password_changed_at: datetime
    created_at: datetime
    updated_at: datetime
    email_verified: bool = False
    verification_requested_at: datetime | None = None
    locale: str = "en"
    timezone: str = "UTC"
    session_epoch: int = 1
    token_epoch: int = 1


@entity("email_claim", table=TableName.GLOBAL, pk="email#{digest}", sk="claim")
@dataclass(frozen=True, slots=True, kw_only=True)
class EmailClaim(Entity):
    """That an address belongs to an account: what makes it unique, and how the account is found at sign-in."""

    digest: str
    account_id: PrincipalId


@entity("sign_in_guard", table=TableName.GLOBAL, pk="email#{digest}", sk="guard")
@dataclass(frozen=True, slots=True, kw_only=True)
class SignInGuard(Entity):
    """The failed sign-ins with an address, whether or not an account has it, and the lock they led to."""

    digest: str
    expires: int = 0
    failures: int = 0
    locked_until: datetime | None = None

    @property
    def id(self) -> str:
        """What names it in events."""
        return self.digest

    def locked_for(self, now: datetime) -> timedelta | None:
        """How much longer nobody can sign in with the address; None when it is not locked."""
        if self.locked_until is None or self.locked_until <= now:
            return None
        return self.locked_until - now

    def failed(self, now: datetime) -> "SignInGuard":
        """After one more failure: from the fifth on the address is locked, each time for twice as long."""
        failures = self.failures + 1
        beyond = failures - FREE_FAILURES
        lock = min(LONGEST_LOCK, FIRST_LOCK * 2 ** min(beyond, 16)) if beyond >= 0 else None
        return replace(
            self,
            failures=failures,
            locked_until=now + lock if lock else None,
            expires=int((now + GUARD_LIFE).timestamp()),
        )

    def cleared(self, now: datetime) -> "SignInGuard":
        """After a success."""
        return replace(self, failures=0, locked_until=None, expires=int((now + GUARD_LIFE).timestamp()))


@entity("reset_request", table=TableName.GLOBAL, pk="email#{digest}", sk="reset_request")
@dataclass(frozen=True, slots=True, kw_only=True)
class ResetRequest(Entity):
    """That somebody forgot the password of an address, whether or not an account has it; kept for an hour."""

    digest: str
    since: datetime
    latest: datetime
    count: int = 1

    @property
    def id(self) -> str:
        """What names it in events."""
        return self.digest

    @property
    def expires(self) -> int:
        """When it is forgotten."""
        return int((self.since + timedelta(hours=1)).timestamp())

    def again(self, now: datetime) -> "ResetRequest | None":
        """After one more; None when there were too many."""
        if self.count >= RESETS_PER_HOUR or now < self.latest + MAIL_PAUSE:
            return None
        return replace(self, latest=now, count=self.count + 1)


@entity("password_reset", table=TableName.GLOBAL, pk="password_reset#{secret}", sk="password_reset")
@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordReset(Entity):
    """A link that sets a new password once, found by the digest of its secret.

    It belongs to an epoch of the account: whatever ends all sessions ends all links too.
    """

    secret: str = field(repr=False)
    account_id: PrincipalId
    epoch: int
    expires: int


@entity("session", table=TableName.GLOBAL, pk="account#{account_id}", sk="session#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Entity):
    """A sign-in and the family of refresh tokens that grew from it; it is deleted when it ends.

    Of the tokens only digests are kept: `family` is common to all of them, `current` is the one that
    can be used, `previous` the one before it.
    """

    account_id: PrincipalId
    id: str
    epoch: int
    family: str = field(repr=False)
    current: str = field(repr=False)
    previous: str | None = field(default=None, repr=False)
    org_id: OrgId | None = None
    methods: tuple[str, ...] = ("pwd",)
    created_at: datetime
    used_at: datetime
    expires: int
    source_ip: str | None = None
    user_agent: str | None = None

    def is_live(self, account: Account, now: datetime) -> bool:
        """Whether it still counts: neither expired nor ended with all others of its time."""
        return self.epoch == account.session_epoch and self.expires > now.timestamp()


@entity("personal_token", table=TableName.GLOBAL, pk="account#{account_id}", sk="token#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalToken(Entity):
    """An access token that a person made for one organization; only the digest of its secret is kept."""

    account_id: PrincipalId
    id: str
    epoch: int
    org_id: OrgId
    name: str
    secret: str = field(repr=False)
    scopes: tuple[str, ...]
    created_at: datetime
    expires: int

    def is_live(self, account: Account, now: datetime) -> bool:
        """Whether it still counts."""
        return self.epoch == account.token_epoch and self.expires > now.timestamp()


@entity("published_key", table=TableName.GLOBAL, pk="signing_keys", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedKey(Entity):
    """The public half of a key that began to sign: a record of which keys there ever were. `id` is its thumbprint."""

    id: str
    x: str
    y: str
    since: datetime


@entity("account_organization", table=TableName.GLOBAL, pk="account#{account_id}", sk="org#{org_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOrganization(Entity):
    """An organization that an account belongs to, so that a token can be for it; written when somebody joins."""

    account_id: PrincipalId
    org_id: OrgId
    name: str
    role: str
    status: MembershipStatus = "active"
    joined_at: datetime


@entity("affiliations", table=TableName.GLOBAL, pk="account#{account_id}", sk="affiliations")
@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliations(Entity):
    """The organizations that an account belongs to, all in one item: the same as its `AccountOrganization`s say."""

    account_id: PrincipalId
    organizations: Mapping[OrgId, MembershipStatus] = field(default_factory=dict)

    @property
    def active(self) -> list[OrgId]:
        """Those that it may act in."""
        return [org_id for org_id, status in self.organizations.items() if status == "active"]

    def having(self, org_id: OrgId, status: MembershipStatus | None) -> "Affiliations":
        """With one more or in another way; without one where there is no status."""
        others = {known: its for known, its in self.organizations.items() if known != org_id}
        return replace(self, organizations=others if status is None else {**others, org_id: status})
