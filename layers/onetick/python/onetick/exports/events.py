"""What happens to an export."""

from onetick.kernel.events import EventType

from .model import Export
from .schemas import ExportView

EXPORT_REQUESTED = EventType("export.requested", Export, ExportView.of)
EXPORT_COMPLETED = EventType("export.completed", Export, ExportView.of)
EXPORT_DOWNLOADED = EventType("export.downloaded", Export, ExportView.of)
"""Somebody was given an address of the file."""
EXPORT_DELETED = EventType("export.deleted", Export, ExportView.of)
