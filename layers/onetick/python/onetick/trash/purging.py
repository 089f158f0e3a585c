"""What is in the trash of a project is purged with it."""

from onetick.kernel.purging import Place, leaves
from onetick.kernel.table import Index
from onetick.projects.model import Project
from onetick.tenancy.model import Workspace

from .model import TrashRow

leaves(Project, places=lambda project: [Place(f"{project.org_id}#prj#{project.id}#bin", index=Index.GSI1)])
leaves(TrashRow, things=lambda row: [(row.kind_of, row.id, row.thing_key)])
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#bin")])
