"""How routes find exports."""

from onetick.kernel.access import ProjectAccess
from onetick.kernel.ids import is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.targets import in_body, project_target

from .model import Export


def _keys(at: Arrival) -> list[Key]:
    name = at.path["export_id"]
    return [Export.key(org_id=at.org, id=name)] if is_id("exp", name) else []


def _find(work: Work, at: Arrival) -> Export | None:
    """The export of the path, whose project is still there: the decision is about that."""
    keys = _keys(at)
    found = work.find(Export, keys[0]) if keys else None
    if found is None or found.workspace_id != at.workspace:
        return None
    place = {"org_id": at.org, "workspace_id": at.workspace}
    work.prefetch([Project.key(**place, id=found.project_id), ProjectAccess.key(**place, project_id=found.project_id)])
    project = work.find(Project, Project.key(**place, id=found.project_id))
    return None if project is None or project.deleted_at else found


export_of_path = Target("found", Export, _keys, find=_find)
project_to_export = project_target(in_body)
