"""How routes find imports."""

from onetick.kernel.access import ProjectAccess
from onetick.kernel.ids import is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import in_body, project_target

from .model import Import


def _keys(at: Arrival) -> list[Key]:
    name = at.path["import_id"]
    return [Import.key(org_id=at.org, id=name)] if is_id("imp", name) else []


def _find(work: Work, at: Arrival) -> Import | None:
    """The import of the path, whose project is still there: the decision is about that."""
    keys = _keys(at)
    found = work.find(Import, keys[0]) if keys else None
    if found is None or found.workspace_id != at.workspace:
        return None
    place = {"org_id": at.org, "workspace_id": at.workspace}
    work.prefetch([Project.key(**place, id=found.project_id), ProjectAccess.key(**place, project_id=found.project_id)])
    project = work.find(Project, Project.key(**place, id=found.project_id))
    return None if project is None or project.deleted_at else found


import_of_path = Target("found", Import, _keys, find=_find)
project_to_fill = project_target(in_body)


def project_of(work: Work, found: Import) -> Project:
    """The project that an import fills."""
    return work.load(Project, Project.key(org_id=found.org_id, workspace_id=found.workspace_id, id=found.project_id))
