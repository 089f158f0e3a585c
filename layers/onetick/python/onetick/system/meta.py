"""What is running."""

from onetick.kernel.settings import settings

from .schemas import MetaView

LINKS = {
    "openapi": "/v1/openapi.json",
    "reference": "/docs",
    "event_schemas": "/v1/event-schemas",
    "deprecations": "/v1/deprecations",
    "jwks": "/.well-known/jwks.json",
    "health": "/v1/health/ready",
}


def get_meta() -> MetaView:
    """The product, its release and profile, and where to go from here."""
    here = settings()
    return MetaView(name="OneTick", release=here.release, profile=here.profile, links=LINKS)
