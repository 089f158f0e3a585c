"""GET /.well-known/jwks.json."""

from onetick.identity.discovery import CACHEABLE, get_jwks
from onetick.identity.schemas import KeySetView
from onetick.kernel import grants
from onetick.kernel.entry import Public, route
from onetick.kernel.problems import UpstreamUnavailable
from onetick.kernel.requests.reply import Reply


@route(
    "GET",
    "/.well-known/jwks.json",
    can=Public(reason="Public keys are for everybody who verifies a token."),
    endpoint="A",
    problems=[UpstreamUnavailable],
    tables=[],
    grants=[grants.read_secret("signing-keys")],
)
def handler() -> Reply[KeySetView]:
    """Get the public keys.

    The keys whose signatures on access tokens count: the current and the previous one, and the next
    one while they rotate. Ask again for a `kid` that you do not know.
    """
    return Reply(get_jwks(), headers=CACHEABLE)
