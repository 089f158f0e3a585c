"""GET /v1/health/live."""

from onetick.kernel.entry import Public, route
from onetick.system.schemas import HealthView


@route(
    "GET",
    "/v1/health/live",
    can=Public(reason="It says nothing but that the API answers."),
    endpoint="A",
    tables=[],
)
def handler() -> HealthView:
    """Is it alive?

    Answers as long as the API reaches a function; nothing else is looked at.
    """
    return HealthView()
