"""GET /v1/meta."""

from onetick.kernel.entry import Public, route
from onetick.system.meta import get_meta
from onetick.system.schemas import MetaView


@route(
    "GET",
    "/v1/meta",
    can=Public(reason="The release is on every answer's log line and in the public changelog."),
    endpoint="A",
    tables=[],
)
def handler() -> MetaView:
    """Get what is running.

    The product, its release and profile, and where to go from here.
    """
    return get_meta()
