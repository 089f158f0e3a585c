"""GET /v1/health/ready."""

from onetick.kernel import grants
from onetick.kernel.entry import Public, route
from onetick.kernel.problems import UpstreamUnavailable
from onetick.kernel.runtime import runtime
from onetick.kernel.table import TableName
from onetick.system.health import health_ready
from onetick.system.schemas import HealthView


@route(
    "GET",
    "/v1/health/ready",
    can=Public(reason="It says nothing but that the service can do its work."),
    endpoint="A",
    problems=[UpstreamUnavailable],
    tables=[],
    grants=[grants.read(TableName.TENANT), grants.read(TableName.GLOBAL)],
)
def handler() -> HealthView:
    """Is it ready?

    Reads from both tables. While one of them does not answer, this is a 503.
    """
    return health_ready(runtime().tables)
