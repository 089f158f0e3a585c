"""What logged time leaves: its copy."""

from onetick.kernel.purging import Place, leaves

from .model import TimeEntry

leaves(TimeEntry, places=lambda entry: [Place(f"{entry.org_id}#tim#{entry.id}")])
