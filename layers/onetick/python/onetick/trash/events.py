"""What happens to the purging of a thing, once it has begun."""

from onetick.kernel.events import EventType
from onetick.kernel.fields import Timestamp, View

from .model import Purge


class PurgeView(View):
    """How far the purging of a thing is. `id` is that of the thing."""

    id: str
    kind: str
    how: str
    begun_at: Timestamp
    begun_by: str
    erased: int
    redacted: int
    files: int
    finished_at: Timestamp | None

    @classmethod
    def of(cls, purge: Purge) -> "PurgeView":
        """The view."""
        return cls(
            id=purge.id,
            kind=purge.kind_of,
            how=purge.how,
            begun_at=purge.begun_at,
            begun_by=purge.begun_by,
            erased=purge.erased,
            redacted=purge.redacted,
            files=purge.files,
            finished_at=purge.finished_at,
        )


PURGE_CONTINUED = EventType("purge.continued", Purge, PurgeView.of)
PURGE_FINISHED = EventType("purge.finished", Purge, PurgeView.of)
