"""Make a project after another."""

from dataclasses import replace

from onetick.kernel import authority
from onetick.kernel.access import Subject, WorkspaceGrants
from onetick.kernel.ids import new_id
from onetick.kernel.paging import Paging
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import MAX_ITEMS, Work

from .enrolment import enlist, enrol
from .events import PROJECT_MEMBER_ADDED
from .founding import Column, found
from .model import Project, ProjectMember
from .schemas import ProjectCopy
from .store import MEMBERS
from .targets import outline_of, workflow_of

MAX_MEMBERS = 30


def duplicate_project(work: Work, source: Project, copy: ProjectCopy) -> Project:
    """A new project with the settings, workflow and sections of `source`, and its members if asked for; no tasks.

    It is made in one transaction. Raises QuotaExceeded when that would not hold it, Conflict when the
    key is taken, Forbidden when the caller may not see the source.
    """
    authority.authorize(work, "project:view", Subject.of(source))
    members = _members(work, source) if copy.members else []
    people, teams = _people(work, members), [member for member in members if member.type == "team"]
    project = replace(
        source,
        version=0,
        id=new_id("prj"),
        code=copy.key,
        name=copy.name,
        created_by=work.principal.id,
        created_at=work.now,
        updated_at=work.now,
        teams={team.principal_id: team.role for team in teams},
        admins=sum(member.role == "admin" for member, _ in people),
        health=None,
        archived_at=None,
    )
    workflow = workflow_of(work, source)
    columns = [
        Column(name=section.name, status_id=section.status_id, wip_limit=section.wip_limit, color=section.color)
        for section in outline_of(work, source).sections
    ]
    stored = found(
        work, project, workflow=(workflow.statuses, workflow.transitions), columns=columns, copied_from=source.id
    )
    for member, grants in people:
        enrol(work, stored, grants, member.role)
    for team in teams:
        enlist(work, stored, team.principal_id, team.name, team.role)
    for member in [*(member for member, _ in people), *teams]:
        work.emit(PROJECT_MEMBER_ADDED, stored, principal_id=member.principal_id, role=member.role)
    _check_size(work)
    return stored


def _members(work: Work, source: Project) -> list[ProjectMember]:
    asked = MEMBERS.of(org_id=source.org_id, project_id=source.id)
    members = list(work.page(asked, Paging(limit=MAX_MEMBERS + 1)).data)
    if len(members) > MAX_MEMBERS:
        raise QuotaExceeded(f"At most {MAX_MEMBERS} members are copied at once. Copy the project without its members.")
    return members


def _people(work: Work, members: list[ProjectMember]) -> list[tuple[ProjectMember, WorkspaceGrants]]:
    """The members who still are in the workspace, but for the caller, who becomes an admin anyway."""
    others = [member for member in members if member.type != "team" and member.principal_id != work.principal.id]
    keys = {
        member.principal_id: WorkspaceGrants.key(
            org_id=member.org_id, workspace_id=member.workspace_id, principal_id=member.principal_id
        )
        for member in others
    }
    grants = {found.principal_id: found for found in work.find_many(WorkspaceGrants, list(keys.values()))}
    return [
        (member, grants[member.principal_id])
        for member in others
        if member.principal_id in grants and grants[member.principal_id].status == "active"
    ]


def _check_size(work: Work) -> None:
    # The idempotency record may come on top.
    if len(work.pending) + len(work.emitted) + 1 > MAX_ITEMS:
        raise QuotaExceeded(
            "The project has too many sections and members to be copied at once: a section counts 2, "
            "a person 3 and a team 2, and together they may count 89 at most."
        )
