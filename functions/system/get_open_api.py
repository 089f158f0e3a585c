"""GET /v1/openapi.json."""

from onetick.kernel.entry import Public, route
from onetick.kernel.requests.reply import Reply
from onetick.system.documents import openapi
from onetick.system.schemas import OpenApiView


@route(
    "GET",
    "/v1/openapi.json",
    can=Public(reason="The API's description is public."),
    endpoint="A",
    tables=[],
)
def handler() -> Reply[OpenApiView]:
    """Get the API's description.

    The OpenAPI 3.1 document of exactly this release. It has an ETag, and may be kept for five minutes.
    """
    document = openapi()
    return Reply(document.text, headers=document.headers)
