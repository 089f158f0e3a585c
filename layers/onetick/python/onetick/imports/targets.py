"""How routes find imports."""

from onetick.kernel.ids import is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import belonging_target, in_body, project_target

from .model import Import


def _key(at: Arrival) -> Key | None:
    name = at.path["import_id"]
    return Import.key(org_id=at.org, id=name) if is_id("imp", name) else None


import_of_path = belonging_target("found", Import, _key)
project_to_fill = project_target(in_body)


def project_of(work: Work, found: Import) -> Project:
    """The project that an import fills; `import_of_path` has read it."""
    return work.load(Project, Project.key(org_id=found.org_id, workspace_id=found.workspace_id, id=found.project_id))
