"""What the API takes and shows of identity."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, SecretStr, StringConstraints

from onetick.kernel.fields import Body, Identifier, Moment, Name, View
from onetick.kernel.problems import Fault, ValidationFailed

from .emails import EmailAddress, digest
from .model import Account, Session
from .passwords import LONGEST, SHORTEST

PersonName = Annotated[Name, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$"), Field(examples=["Ann Example"])]
NewPassword = Annotated[
    SecretStr,
    Field(
        min_length=SHORTEST,
        max_length=LONGEST,
        description=f"{SHORTEST} to {LONGEST} characters; not your name or address, and nothing often used.",
        examples=["correct horse battery staple"],
    ),
]
GivenPassword = Annotated[SecretStr, Field(min_length=1, max_length=256, examples=["correct horse battery staple"])]
Address = Annotated[EmailAddress, Field(examples=["ann@example.com"])]
RefreshTokenText = Annotated[SecretStr, Field(min_length=1, max_length=256)]


class SignUp(Body):
    """A new account."""

    email: Address
    password: NewPassword
    name: PersonName


class IssueToken(Body):
    """A sign-in with a password, or the renewal of a session.

    Each `grant_type` has its own fields; `organization_id` chooses whom the access token is for.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {
                    "title": "With a password",
                    "properties": {"grant_type": {"const": "password"}, "refresh_token": False},
                    "required": ["grant_type", "email", "password"],
                },
                {
                    "title": "With a refresh token",
                    "properties": {"grant_type": {"const": "refresh_token"}, "email": False, "password": False},
                    "required": ["grant_type", "refresh_token"],
                },
            ],
            "examples": [
                {"grant_type": "password", "email": "ann@example.com", "password": "correct horse battery staple"}
            ],
        }
    )

    grant_type: Literal["password", "refresh_token"]
    email: Address = ""
    password: GivenPassword = SecretStr("")
    refresh_token: RefreshTokenText = SecretStr("")
    organization_id: Identifier("org") | None = None  # type: ignore[valid-type]

    def check(self) -> Self:
        """Itself, when it has the fields of its grant and no others. Raises ValidationFailed."""
        wanted = {"email", "password"} if self.grant_type == "password" else {"refresh_token"}
        given = self.model_fields_set - {"grant_type", "organization_id"}
        missing = [Fault(f"/{name}", "missing", "Field required") for name in sorted(wanted - given)]
        beyond = [Fault(f"/{name}", "extra_forbidden", "Not for this grant") for name in sorted(given - wanted)]
        if missing or beyond:
            raise ValidationFailed("The body is not valid.", errors=[*missing, *beyond])
        return self


class UserView(View):
    """An account, to its owner."""

    id: str = Field(examples=["usr_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"])
    email: str = Field(examples=["ann@example.com"])
    email_verified: bool
    name: str = Field(examples=["Ann Example"])
    locale: str = Field(examples=["en-GB"])
    timezone: str = Field(examples=["Europe/Berlin"])
    created_at: Moment
    updated_at: Moment
    version: int

    @classmethod
    def of(cls, account: Account) -> Self:
        """The view of a stored account."""
        return cls.model_validate(account)


class TokensView(View):
    """What a sign-in or a renewal gives. The refresh token can be used once; the answer holds the next one."""

    access_token: str
    refresh_token: str
    token_type: Literal["Bearer"] = "Bearer"
    expires_in: int = Field(description="Seconds until the access token expires.", examples=[900])
    user: UserView
    organization_id: str | None = Field(description="The organization that the access token is for.")


class AccountEventView(View):
    """An account in events: who, but not how to reach them."""

    id: str
    email_hash: str
    email_verified: bool
    name: str
    locale: str
    timezone: str
    created_at: Moment
    version: int

    @classmethod
    def of(cls, account: Account) -> Self:
        """The view of a stored account."""
        values: dict[str, Any] = {name: getattr(account, name) for name in cls.model_fields if name != "email_hash"}
        return cls(**values, email_hash=digest(account.email))


class SessionEventView(View):
    """A session in events."""

    id: str
    account_id: str
    organization_id: str | None
    methods: tuple[str, ...]
    created_at: Moment
    version: int

    @classmethod
    def of(cls, session: Session) -> Self:
        """The view of a stored session."""
        return cls(
            id=session.id,
            account_id=session.account_id,
            organization_id=session.org_id,
            methods=session.methods,
            created_at=session.created_at,
            version=session.version,
        )


class GuardEventView(View):
    """An address that somebody failed to sign in with, in events."""

    email_hash: str
    failures: int
