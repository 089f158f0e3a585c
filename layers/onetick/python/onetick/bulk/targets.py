"""What a bulk reads in the first call."""

from collections.abc import Sequence

from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.tasks.targets import aside

from .items import items_of
from .reading import keys_of_items

MAX_KEYS = 90
"""What the first read takes beside the caller's own grants; what is beyond is read when it is needed."""


def _keys(at: Arrival) -> Sequence[Key]:
    if at.org is None or at.workspace is None:
        return []
    return keys_of_items(at.org, at.workspace, at.principal.id, items_of(at.body.operations)[:MAX_KEYS])[:MAX_KEYS]


items_of_body = aside("items", _keys)
