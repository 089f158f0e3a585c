"""What was exported of a project: it goes with the project. Pieces of a file that is being made end by themselves."""

from onetick.kernel.objects import ObjectKey
from onetick.kernel.purging import Place, leaves
from onetick.kernel.table import Index
from onetick.projects.model import Project

from .model import FOLDER, Export

leaves(Project, places=lambda project: [Place(f"{project.org_id}#prj#{project.id}#exports", index=Index.GSI2)])
leaves(
    Export,
    places=lambda export: [Place(f"{export.org_id}#exp#{export.id}")],
    files=lambda export: [ObjectKey.of(FOLDER, export.org_id, export.id, "file")],
)
