"""Nobody forgets the trash: what can be deleted can be purged."""

from dataclasses import fields

from onetick.kernel import registry
from onetick.kernel.entity import kinds
from onetick.kernel.purging import bins
from onetick.trash import bins as known

ROWS = {"trashed"}
"""What only says that something else is in the trash."""


def test_every_kind_that_is_marked_as_deleted_has_a_bin() -> None:
    registry.entries()
    assert known.PURGED
    marked = {kind.name for kind in kinds.values() if "deleted_at" in {field.name for field in fields(kind.cls)}}
    ours = {kind for kind in marked if kinds[kind].cls.__module__.startswith("onetick.")}
    assert ours - ROWS - {bin.cls.kind.name for bin in bins.values()} == set()
