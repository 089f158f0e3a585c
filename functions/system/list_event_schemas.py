"""GET /v1/event-schemas."""

from onetick.kernel.entry import Public, route
from onetick.kernel.paging import Page
from onetick.kernel.requests.reply import Reply
from onetick.system.documents import CACHEABLE, event_schemas
from onetick.system.schemas import EventSchemaSummary


@route(
    "GET",
    "/v1/event-schemas",
    can=Public(reason="What events look like is public; the events are not."),
    endpoint="B",
    tables=[],
)
def handler() -> Reply[Page[EventSchemaSummary]]:
    """List the event schemas.

    Every event that the service publishes, and where its JSON Schema is, all in one page.
    """
    rows = [EventSchemaSummary.of(kind, version) for kind, found in event_schemas().items() for version in found]
    return Reply(Page(rows), headers=CACHEABLE)
