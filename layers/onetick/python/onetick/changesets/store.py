"""How change sets are read."""

from onetick.kernel.events import EventRecord
from onetick.kernel.history.changesets import ChangeSet
from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

OWN = Pattern(
    "The change sets of somebody in a workspace, newest first",
    ChangeSet,
    pk="{org_id}#usr#{created_by}#changes",
    prefix="{workspace_id}#",
    index=Index.GSI2,
    ascending=False,
)
TRANSACTIONS = Pattern("The transactions of a change set, in order", ChangeSet, pk="{org_id}#chg#{id}", prefix="set")
SINCE = Pattern("What happened to a thing behind an event", EventRecord, pk="{partition:key}", prefix="event#")
