"""What happens to an import. The tasks that come of it have events of their own."""

from dataclasses import dataclass
from typing import Literal

from onetick.kernel.events import EventType

from .model import Import
from .schemas import ImportView


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What the file is read for."""

    mode: Literal["plan", "apply"]


IMPORT_CREATED = EventType("import.created", Import, ImportView.of)
IMPORT_UPDATED = EventType("import.updated", Import, ImportView.of)
IMPORT_STARTED = EventType("import.started", Import, ImportView.of, context=Started)
"""Its file is read, for a plan or for good."""
IMPORT_READ = EventType("import.read", Import, ImportView.of)
IMPORT_PLANNED = EventType("import.planned", Import, ImportView.of)
IMPORT_COMPLETED = EventType("import.completed", Import, ImportView.of)
IMPORT_DELETED = EventType("import.deleted", Import, ImportView.of)
