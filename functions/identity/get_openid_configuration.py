"""GET /.well-known/openid-configuration."""

from onetick.identity.discovery import CACHEABLE, get_openid_configuration
from onetick.identity.schemas import DiscoveryView
from onetick.kernel.entry import Public, route
from onetick.kernel.requests.reply import Reply


@route(
    "GET",
    "/.well-known/openid-configuration",
    can=Public(reason="It says where the public keys are."),
    endpoint="A",
    tables=[],
)
def handler() -> Reply[DiscoveryView]:
    """Get the issuer's configuration.

    Where the public keys and the token endpoint are, in the form of OpenID Connect Discovery, for
    gateways that verify our access tokens. There is no authorization endpoint: people sign in with
    `POST /v1/auth/token`.
    """
    return Reply(get_openid_configuration(), headers=CACHEABLE)
