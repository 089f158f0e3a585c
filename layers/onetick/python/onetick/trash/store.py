"""How the trash is listed."""

from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index

from .model import TrashRow

TRASH = Pattern("What is in the trash of a workspace, kind by kind", TrashRow, pk="{org_id}#wsp#{workspace_id}#bin")
TRASH_OF_KIND = Pattern(
    "What is in the trash of a workspace, of one kind",
    TrashRow,
    pk="{org_id}#wsp#{workspace_id}#bin",
    prefix="{kind_of}#",
)
TRASH_OF_PROJECT = Pattern(
    "What is in the trash of a project, oldest first",
    TrashRow,
    pk="{org_id}#prj#{project_id}#bin",
    index=Index.GSI1,
)
