"""What the API takes and shows of identity."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, SecretStr, StringConstraints

from onetick.kernel import timezones
from onetick.kernel.fields import UNCHANGED, Body, Identifier, Name, Timestamp, View
from onetick.kernel.problems import Fault, ValidationFailed

from .emails import EmailAddress
from .model import Account, PersonalToken, Session
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
TokenText = Annotated[SecretStr, Field(min_length=1, max_length=256, examples=["the text after the last slash"])]
Locale = Annotated[
    str,
    StringConstraints(max_length=35, pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"),
    Field(description="A BCP 47 language tag.", examples=["en-GB"]),
]
Timezone = Annotated[
    str,
    StringConstraints(max_length=64),
    AfterValidator(timezones.known),
    Field(description="A name of the IANA time zone database.", examples=["Europe/Berlin"]),
]


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
    email: Address = UNCHANGED
    password: GivenPassword = UNCHANGED
    refresh_token: TokenText = UNCHANGED
    organization_id: Identifier("org") | None = None  # type: ignore[valid-type]

    def check(self) -> None:
        """Raises ValidationFailed unless the fields of the grant are there, and no others."""
        wanted = {"email", "password"} if self.grant_type == "password" else {"refresh_token"}
        given = self.model_fields_set - {"grant_type", "organization_id"}
        missing = [Fault(f"/{name}", "missing", "Field required") for name in sorted(wanted - given)]
        beyond = [Fault(f"/{name}", "extra_forbidden", "Not for this grant") for name in sorted(given - wanted)]
        if missing or beyond:
            raise ValidationFailed("The body is not valid.", errors=[*missing, *beyond])


class RevokeToken(Body):
    """The token to end; without it, the one the request was made with."""

    token: TokenText = UNCHANGED


class ForgottenPassword(Body):
    """Whose password was forgotten."""

    email: Address


class NewPasswordByMail(Body):
    """The token of the link in the mail, and a new password."""

    token: TokenText
    password: NewPassword


class PasswordChange(Body):
    """The present password and the new one."""

    current_password: GivenPassword
    new_password: NewPassword


class EmailProof(Body):
    """The token of the link in the mail."""

    token: TokenText


class UserChanges(Body):
    """What to change of an account; fields that are left out stay as they are."""

    name: PersonName = UNCHANGED
    locale: Locale = UNCHANGED
    timezone: Timezone = UNCHANGED


class NewToken(Body):
    """A personal access token to make, for the organization of the present access token."""

    name: Annotated[Name, Field(examples=["Nightly export"])]
    scopes: Annotated[
        list[Annotated[str, StringConstraints(max_length=60)]],
        Field(
            min_length=1,
            max_length=100,
            description="What it may do of what you may: `*`, `read`, `write`, or names of permissions.",
            examples=[["read"], ["task:view", "task:create"]],
        ),
    ]
    expires_in_days: Annotated[int, Field(ge=1, le=365, examples=[30])] = 90


class UserView(View):
    """An account, to its owner."""

    id: str = Field(examples=["usr_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"])
    email: str = Field(examples=["ann@example.com"])
    email_verified: bool
    name: str = Field(examples=["Ann Example"])
    locale: str = Field(examples=["en-GB"])
    timezone: str = Field(examples=["Europe/Berlin"])
    created_at: Timestamp
    updated_at: Timestamp
    version: int

    @classmethod
    def of(cls, account: Account) -> Self:
        """The view of a stored account."""
        return cls.model_validate(account)


class TokensView(View):
    """What a sign-in or a renewal gives. The refresh token can be used once; the answer holds the next one."""

    access_token: str = Field(examples=["eyJhbGciOiJFUzI1NiIs…"])
    refresh_token: str = Field(examples=["ort_01JQ5Z8Y3N6T4W2V1X0R9P8M7K_…"])
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of a kind of token
    expires_in: int = Field(description="Seconds until the access token expires.", examples=[900])
    user: UserView
    organization_id: str | None = Field(
        description="The organization that the access token is for.", examples=["org_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"]
    )


class SessionView(View):
    """A sign-in that is still good, to whoever signed in."""

    id: str = Field(examples=["ses_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"])
    organization_id: str | None = Field(
        description="The organization that its access token is for.", examples=["org_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"]
    )
    created_at: Timestamp
    used_at: Timestamp = Field(description="When its tokens were last renewed.")
    expires_at: Timestamp
    source_ip: str | None = Field(examples=["192.0.2.1"])
    user_agent: str | None = Field(examples=["Mozilla/5.0"])
    current: bool = Field(description="Whether this very request belongs to it.")
    version: int

    @classmethod
    def of(cls, session: Session, current: str) -> Self:
        """The view of a stored session; `current` is the id of the one that asks."""
        return cls(
            id=session.id,
            organization_id=session.org_id,
            created_at=session.created_at,
            used_at=session.used_at,
            expires_at=datetime.fromtimestamp(session.expires, UTC),
            source_ip=session.source_ip,
            user_agent=session.user_agent,
            current=session.id == current,
            version=session.version,
        )


class PersonalTokenView(View):
    """A personal access token, without its text."""

    id: str = Field(examples=["tok_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"])
    organization_id: str = Field(examples=["org_01JQ5Z8Y3N6T4W2V1X0R9P8M7K"])
    name: str = Field(examples=["Nightly export"])
    scopes: tuple[str, ...] = Field(examples=[["read"]])
    created_at: Timestamp
    expires_at: Timestamp
    version: int

    @classmethod
    def of(cls, token: PersonalToken) -> Self:
        """The view of a stored token."""
        return cls(**token_values(token))


class NewTokenView(PersonalTokenView):
    """A new personal access token, with the only sight of its text."""

    token: str = Field(description="Keep it: it is not shown again.", examples=["otp_01JQ5Z8Y3N6T4W2V1X0R9P8M7K_…"])

    @classmethod
    def with_text(cls, token: PersonalToken, text: str) -> Self:
        """The view of a token that was just made."""
        return cls(**token_values(token), token=text)


def token_values(token: PersonalToken) -> dict[str, Any]:
    """What views show of a personal access token."""
    return {
        "id": token.id,
        "organization_id": token.org_id,
        "name": token.name,
        "scopes": token.scopes,
        "created_at": token.created_at,
        "expires_at": datetime.fromtimestamp(token.expires, UTC),
        "version": token.version,
    }


class KeyView(View):
    """A public key (RFC 7517)."""

    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: str
    y: str
    kid: str
    use: Literal["sig"]
    alg: Literal["ES256"]


class KeySetView(View):
    """The public keys whose signatures count (RFC 7517)."""

    keys: list[KeyView]


class DiscoveryView(View):
    """What verifiers and clients need to know of the issuer (OpenID Connect Discovery, RFC 8414)."""

    issuer: str = Field(examples=["https://app.onetick.example"])
    jwks_uri: str
    token_endpoint: str
    revocation_endpoint: str
    grant_types_supported: list[str]
    response_types_supported: list[str]
    subject_types_supported: list[str]
    id_token_signing_alg_values_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    claims_supported: list[str]
