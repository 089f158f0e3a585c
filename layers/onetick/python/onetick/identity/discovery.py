"""What others need to verify our access tokens. Public, and the same for everybody for five minutes."""

from onetick.kernel.settings import settings

from .access_tokens import CLAIMS
from .schemas import DiscoveryView, KeySetView, KeyView
from .signing_keys import ALGORITHM, current_key, live_keys

CACHEABLE = {"Cache-Control": "public, max-age=300"}


def get_jwks() -> KeySetView:
    """The keys whose signatures count. Raises UpstreamUnavailable before there is one."""
    current_key()
    return KeySetView(keys=[KeyView(**key.public_jwk()) for key in live_keys()])


def get_openid_configuration() -> DiscoveryView:
    """Where the keys are, and what the tokens look like."""
    issuer = settings().public_url
    return DiscoveryView(
        issuer=issuer,
        jwks_uri=f"{issuer}/.well-known/jwks.json",
        token_endpoint=f"{issuer}/v1/auth/token",
        revocation_endpoint=f"{issuer}/v1/auth/revoke",
        grant_types_supported=["password", "refresh_token"],
        response_types_supported=[],
        subject_types_supported=["public"],
        id_token_signing_alg_values_supported=[ALGORITHM],
        token_endpoint_auth_methods_supported=["none"],
        claims_supported=[*CLAIMS, "org"],
    )
