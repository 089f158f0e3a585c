"""What a project leaves: its partition, its sections, its members and what was reported of it.

What else is in it, the areas that keep it say themselves. Its key stays taken.
"""

from dataclasses import replace

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.ids import is_id
from onetick.kernel.purging import Bin, Place, events_of, leaves, tied
from onetick.kernel.work import Work

from .events import OF_PROJECTS, PROJECT_DELETED, PROJECT_RESTORED
from .model import Outline, Project, ProjectMember, StatusUpdate

PROJECTS = Bin("project", Project, deleted=[PROJECT_DELETED], restored=[PROJECT_RESTORED])
STATUS_UPDATES = Bin(
    "status_update",
    StatusUpdate,
    deleted=[OF_PROJECTS.status_deleted],
    restored=[OF_PROJECTS.status_restored],
    named="status_update_id",
    key=lambda at: StatusUpdate.key(org_id=at.org_id, project_id=at.resource["id"], id=at.id),
    # A portfolio is not seen by all who see every project.
    says=lambda update: update.text if is_id("prj", update.project_id) else "",
)


def _parts(project: Project) -> list[Place]:
    own = f"{project.org_id}#prj#{project.id}"
    access = Place(project.own_key.pk, prefix=f"access#{project.id}", exact=True)
    return [Place(own), Place(f"{own}#status"), access]


def _sections(outline: Outline) -> list[Place]:
    return [Place(f"{section.org_id}#sec#{section.id}") for section in outline.sections]


def _told(update: StatusUpdate) -> list[Place]:
    """What was said of it, among all that was told of its project."""
    return [replace(events_of(update.org_id, update.project_id), only=update.id)]


def _members(member: ProjectMember) -> list[str]:
    return [f"{member.workspace_id}#{member.principal_id}"]


def _let_go(work: Work, project_id: str, whom: str) -> None:
    """Take the role in the project out of what somebody may do."""
    workspace_id, principal_id = whom.split("#")
    key = WorkspaceGrants.key(org_id=work.org_id, workspace_id=workspace_id, principal_id=principal_id)
    grants = work.find(WorkspaceGrants, key)
    if grants is not None and project_id in grants.projects:
        left = {id: role for id, role in grants.projects.items() if id != project_id}
        work.save(replace(grants, projects=left))


leaves(Project, places=_parts)
# Sections stay in their project, also those that are gone.
leaves(Outline, ever=_sections)
leaves(StatusUpdate, places=_told)
tied("project_role", ProjectMember, _members, _let_go)
