"""GET /v1/event-schemas/{type}/{version}."""

from onetick.kernel.entry import Public, route
from onetick.kernel.problems import NotFound
from onetick.kernel.requests.reply import Reply
from onetick.system.documents import event_schema
from onetick.system.schemas import EventSchemaView


@route(
    "GET",
    "/v1/event-schemas/{type}/{version}",
    can=Public(reason="What events look like is public; the events are not."),
    endpoint="A",
    problems=[NotFound],
    tables=[],
)
def handler(type: str, version: str) -> Reply[EventSchemaView]:
    """Get an event's schema.

    The JSON Schema (2020-12) of one version of an event, in the CloudEvents envelope in which
    subscribers receive it. This is the address in the event's `dataschema`.
    """
    found = event_schema(type, version)
    if found is None:
        raise NotFound()
    return Reply(found.text, headers=found.headers)
