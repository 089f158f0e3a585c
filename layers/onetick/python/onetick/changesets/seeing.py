"""Whether somebody sees what an event is about: in one of its projects, or in the workspace itself."""

from collections.abc import Sequence
from typing import Any

from onetick.kernel.access import ProjectAccess, VisibleProjects
from onetick.kernel.events import EventRecord
from onetick.kernel.work import Work


def sees(work: Work, visible: VisibleProjects, record: EventRecord) -> bool:
    """Whether the caller may see what an event is about."""
    projects = _projects(record.cloudevent)
    if not projects:
        return not visible.nothing and work.standing.workspace_grants is not None
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    keys = {one: ProjectAccess.key(**place, project_id=one) for one in projects}
    return any(visible.sees(one, work.find(ProjectAccess, key)) for one, key in keys.items())


def _projects(event: dict[str, Any]) -> Sequence[str]:
    resource = event["data"]["resource"]
    if event["subject"].startswith(("project/", "portfolio/")):
        return (event["aggregateid"],)
    several = resource.get("project_ids")
    if several:
        return tuple(several)
    return (resource["project_id"],) if resource.get("project_id") else ()
