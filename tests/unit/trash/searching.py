"""Searching everything that is stored for a text: in the tables, their past, the events and the bucket."""

from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.table import Item, TableName
from tests.service import Service


def everything(service: Service) -> list[Item]:
    """Every item that the tables still have."""
    assert isinstance(service.tables, MemoryTables)
    found: list[Item] = []
    for table in TableName:
        start = None
        while True:
            window = service.tables.scan(table, segment=0, segments=1, start=start, limit=500)
            found += window.items
            if (start := window.next) is None:
                break
    return found


def holding(service: Service, *texts: str) -> list[str]:
    """Where any of these texts is still stored."""
    rows = [f"{item.kind} {item.key.pk} {item.key.sk}" for item in everything(service) if _any(item.doc, texts)]
    files = [
        key for key, stored in service.objects.snapshot().items() if _any(key, texts) or _any(stored.content, texts)
    ]
    return sorted(rows + files)


def _any(content: str | bytes, texts: tuple[str, ...]) -> bool:
    text = content if isinstance(content, str) else content.decode(errors="replace")
    return any(one in text for one in texts)
