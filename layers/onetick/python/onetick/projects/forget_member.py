"""Take somebody who left the workspace off the lists of members of its projects."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.consuming import Occurrence
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work

from .events import PROJECT_MEMBER_REMOVED
from .model import Project, ProjectMember
from .store import save

SHARE = 25
"""How many projects one transaction takes: for each a row, the project and its event."""


def forget_member(consumer: Acting, occurrence: Occurrence) -> None:
    """Follow the end of a membership, a share of the projects at a time, each once however often it is delivered.

    The grants themselves went with the membership. Somebody who came back meanwhile, and has a role
    again, keeps it.
    """
    projects = sorted(occurrence.resource["projects"])
    for start in range(0, len(projects), SHARE):
        share = projects[start : start + SHARE]
        perform(
            consumer,
            partial(_forget, principal_id=occurrence.aggregate_id, project_ids=share),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id,
                event_id=occurrence.id,
                traceparent=occurrence.traceparent,
            ),
            once=f"{occurrence.id}.{start}",
        )


def _forget(work: Work, *, principal_id: str, project_ids: Sequence[str]) -> None:
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    grants_key = WorkspaceGrants.key(**place, principal_id=principal_id)
    rows = {id: ProjectMember.key(org_id=work.org_id, project_id=id, principal_id=principal_id) for id in project_ids}
    projects = {id: Project.key(**place, id=id) for id in project_ids}
    work.prefetch([grants_key, *rows.values(), *projects.values()])
    grants = work.find(WorkspaceGrants, grants_key)
    for id in project_ids:
        row, project = work.find(ProjectMember, rows[id]), work.find(Project, projects[id])
        if row is None or project is None or (grants is not None and id in grants.projects):
            continue
        work.remove(row)
        admins = max(0, project.admins - (row.role == "admin"))
        stored = save(work, replace(project, admins=admins, updated_at=work.now), before=project)
        work.emit(PROJECT_MEMBER_REMOVED, stored, principal_id=principal_id)
