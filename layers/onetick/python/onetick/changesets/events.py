"""What happens to a change set itself."""

from onetick.kernel.events import EventType
from onetick.kernel.history.changesets import ChangeSet

from .schemas import ChangeSetRow

CHANGE_SET_UNDONE = EventType("change_set.undone", ChangeSet, ChangeSetRow.of)
CHANGE_SET_REDONE = EventType("change_set.redone", ChangeSet, ChangeSetRow.of)
"""What undid it was undone itself."""
