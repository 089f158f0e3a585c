"""GET /v1/deprecations."""

from onetick.kernel.entry import Self, route
from onetick.kernel.paging import Page
from onetick.system.documents import deprecations
from onetick.system.schemas import DeprecationView


@route(
    "GET",
    "/v1/deprecations",
    can=Self(reason="Whoever uses the API should know what of it will end."),
    endpoint="B",
    tables=[],
)
def handler() -> Page[DeprecationView]:
    """List deprecations.

    Every route that has been announced to end, with its dates, all in one page. Such a route says so
    itself, too, in the `Deprecation`, `Sunset` and `Link` headers of its answers.
    """
    return Page([DeprecationView.model_validate(entry) for entry in deprecations()])
