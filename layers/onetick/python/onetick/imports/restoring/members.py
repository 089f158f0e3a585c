"""Restore who is in an archived project: whoever is in the workspace already. Nobody is invited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from onetick.archives.belongings import MemberDocument
from onetick.archives.documents import PersonDocument
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

from .belongings import Part
from .counterparts import Counterparts


@dataclass(frozen=True)
class Roster:
    """Who of the workspace the members of an archive are."""

    project: Project
    found: Import
    archived: ProjectDocument

    def meant(self, one: MemberDocument) -> str | None:
        """As was said, else by their address, else by their id, which means the same only where it was given.

        Nobody is given a role because they have the same name.
        """
        seen = self.found.found
        own = one.id if self.found.believed else None
        person = self._people.get(one.id)
        if person is None:
            return own
        by_address = seen.people.get(person.email) if seen is not None and person.email else None
        return self._given.get(person.word.casefold()) or by_address or own

    def keys(self, one: MemberDocument) -> Sequence[Key]:
        """What must be read to know whether somebody joins."""
        who = self.meant(one)
        if who is None:
            return []
        place = {"org_id": self.project.org_id, "workspace_id": self.project.workspace_id}
        team = who.startswith("tem_")
        named = Team.key(**place, id=who) if team else WorkspaceGrants.key(**place, principal_id=who)
        row = ProjectMember.key(org_id=self.project.org_id, project_id=self.project.id, principal_id=who)
        return [named, row]

    def joining(self, work: Work, one: MemberDocument) -> str | None:
        """Who gets a role; whoever has one already keeps that, and so does the caller."""
        who = self.meant(one)
        if who is None or not can_join(work, self.project, who):
            return None
        return who if member_of(work, self.project, who) is None else None

    @cached_property
    def _people(self) -> Mapping[str, PersonDocument]:
        return {one.id: one for one in self.archived.people}

    @cached_property
    def _given(self) -> Mapping[str, str]:
        return {word.casefold(): one for word, one in self.found.manner.people.items()}


def members_part(work: Work, project: Project, parts: Counterparts) -> Part:
    """The members, with their roles."""
    roster = Roster(project, parts.found, parts.archived)
    return Part("members", parts.archived.members, roster.keys, partial(_join, work, roster))


def how_many_join(work: Work, project: Project, found: Import, archived: ProjectDocument) -> int:
    """How many of an archive's members would get their role in the project."""
    roster = Roster(project, found, archived)
    work.prefetch(key for one in archived.members for key in roster.keys(one))
    return sum(roster.joining(work, one) is not None for one in archived.members)


def _join(work: Work, roster: Roster, one: MemberDocument) -> bool:
    who = roster.joining(work, one)
    if who is None:
        return False
    # Each changes the project, so each begins with it as the one before left it.
    put_member(work, OF_PROJECTS, project_named(work, roster.project.id), who, one.role)
    return True
