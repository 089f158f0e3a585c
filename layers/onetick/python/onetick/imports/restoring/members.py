"""Restore who is in an archived project: whoever is in the workspace already. Nobody is invited."""

from collections.abc import Sequence
from functools import partial

from onetick.archives.belongings import MemberDocument
from onetick.archives.project_document import ProjectDocument
from onetick.imports.model import Import
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.copying import can_join, project_named
from onetick.projects.events import OF_PROJECTS
from onetick.projects.members import member_of
from onetick.projects.model import Project, ProjectMember
from onetick.projects.put_member import put_member
from onetick.tenancy.model import Team

from .belongings import Part, member_meant
from .counterparts import Counterparts


def members_part(work: Work, project: Project, parts: Counterparts) -> Part:
    """The members; whoever has a role already keeps that, and so does the caller."""
    found, archived = parts.found, parts.archived
    keys = partial(_keys, project, found, archived)
    return Part("members", archived.members, keys, partial(_join, work, project, found, archived))


def how_many_join(work: Work, project: Project, found: Import, archived: ProjectDocument) -> int:
    """How many of an archive's members would get their role in the project."""
    work.prefetch(key for one in archived.members for key in _keys(project, found, archived, one))
    return sum(_joining(work, project, found, archived, one) is not None for one in archived.members)


def _join(work: Work, project: Project, found: Import, archived: ProjectDocument, one: MemberDocument) -> bool:
    who = _joining(work, project, found, archived, one)
    if who is None:
        return False
    # Each changes the project, so each begins with it as the one before left it.
    put_member(work, OF_PROJECTS, project_named(work, project.id), who, one.role)
    return True


def _joining(work: Work, project: Project, found: Import, archived: ProjectDocument, one: MemberDocument) -> str | None:
    who = member_meant(found, archived, one)
    if who is None or not can_join(work, project, who) or member_of(work, project, who) is not None:
        return None
    return who


def _keys(project: Project, found: Import, archived: ProjectDocument, one: MemberDocument) -> Sequence[Key]:
    who = member_meant(found, archived, one)
    if who is None:
        return []
    place = {"org_id": project.org_id, "workspace_id": project.workspace_id}
    named = Team.key(**place, id=who) if who.startswith("tem_") else WorkspaceGrants.key(**place, principal_id=who)
    return [named, ProjectMember.key(org_id=project.org_id, project_id=project.id, principal_id=who)]
