"""What was brought into a project, and from where. What was read of a file ends by itself."""

from onetick.kernel.objects import ObjectKey
from onetick.kernel.purging import Place, leaves
from onetick.kernel.table import Index
from onetick.projects.model import Project

from .model import FOLDER, Import


def _places(project: Project) -> list[Place]:
    own = f"{project.org_id}#prj#{project.id}"
    return [Place(f"{own}#links"), Place(f"{own}#imports", index=Index.GSI2)]


leaves(Project, places=_places)
leaves(
    Import,
    places=lambda found: [Place(f"{found.org_id}#imp#{found.id}")],
    files=lambda found: [ObjectKey.of(FOLDER, found.org_id, found.id, "file")],
)
