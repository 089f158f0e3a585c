"""What a project is made of: itself, its sections in order, its workflow, its members and status updates.

Members and status updates are those of anything that is `Shared`, as portfolios are, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from onetick.kernel.access import ProjectAccess
from onetick.kernel.access.facts import MemberAccess, ProjectRole, Visibility
from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.problems import Conflict
from onetick.kernel.trash import purged_at

from .rules import ApprovalRule, TransitionRule

Health = Literal["on_track", "at_risk", "off_track", "on_hold", "complete", "dropped"]
Category = Literal["backlog", "unstarted", "started", "completed", "cancelled"]
MemberType = Literal["user", "service_account", "team"]

MAX_SECTIONS = 100
MAX_STATUSES = 50
MAX_TEAMS = 100
MAX_DIRECT_ROLES = 500

_CLOSED = ("completed", "cancelled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared(Entity):
    """Something that has members with roles, and a health: a project, or a portfolio.

    Its version also counts changes of its members and status, which are part of it. `teams` are the
    roles of teams; people's roles are in their own grants. `admins` counts the people and service
    accounts with the direct role `admin`. `health` is that of the latest status update. Its owner is
    whom to ask; that gives no right. Nobody named is whoever made it.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    description: str = ""
    color: str | None = None
    visibility: Visibility = "public"
    member_access: MemberAccess = "view"
    teams: Mapping[str, ProjectRole] = field(default_factory=dict)
    admins: int = 0
    health: Health | None = None
    owner_id: PrincipalId | None = None
    start_on: date | None = None
    due_on: date | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def owner(self) -> PrincipalId:
        """Whose it is."""
        return self.owner_id or self.created_by

    @property
    def archived(self) -> bool:
        """Whether nothing in it may change."""
        return False

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)

    @property
    def access(self) -> ProjectAccess:
        """The part of it that decisions need, stored as a copy beside it."""
        return ProjectAccess(
            org_id=self.org_id,
            workspace_id=self.workspace_id,
            project_id=self.id,
            visibility=self.visibility,
            member_access=self.member_access,
            teams=self.teams,
            archived=self.archived,
            deleted=self.deleted_at is not None,
        )


@entity("project", pk="{org_id}#wsp#{workspace_id}", sk="prj#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Shared):
    """A project. `code` is what the API calls its key, `ABC` of `ABC-123`.

    `type_ids` are the types of tasks that it takes, all where there are none; `default_type_id` is that
    of a new task when nobody says, plain when there is none.
    """

    code: str
    type_ids: tuple[str, ...] = ()
    default_type_id: str | None = None
    archived_at: datetime | None = None

    @property
    def archived(self) -> bool:
        """Whether nothing in it may change."""
        return self.archived_at is not None

    def takes(self, type_id: str) -> bool:
        """Whether tasks here may have a type: plain ones there always are."""
        return not self.type_ids or type_id in self.type_ids


def require_open(place: Shared) -> None:
    """Raises Conflict when the project is archived: nothing in it may change then."""
    if place.archived:
        raise Conflict("The project is archived. Unarchive it first.")


@entity("project_key", pk="{org_id}#wsp#{workspace_id}", sk="prjkey#{code}")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectKey(Entity):
    """That a key such as `ABC` belongs to one project of the workspace, the trash included."""

    org_id: OrgId
    workspace_id: WorkspaceId
    code: str
    project_id: str


@entity("project_member", pk="{org_id}#prj#{project_id}", sk="member#{principal_id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectMember(Entity):
    """A row of the list of members of a project or a portfolio, kept beside the grant that counts.

    `project_id` is its id, and `name` a snapshot.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    principal_id: PrincipalId
    type: MemberType
    role: ProjectRole
    name: str
    added_by: PrincipalId
    added_at: datetime


@entity("section", pk="{org_id}#sec#{id}", sk="section")
@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Entity):
    """A column of a project's board. A task that is moved here takes the status `status_id`, when there is one.

    A section is deleted only while it is empty, so whoever puts a task into one must also
    `work.require` it: a deletion at the same moment then makes one of the two start again.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    id: str
    name: str
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    status_id: str | None = None
    wip_limit: int | None = None
    color: str | None = None


@entity("outline", pk="{org_id}#prj#{project_id}", sk="outline")
@dataclass(frozen=True, slots=True, kw_only=True)
class Outline(Entity):
    """The sections of a project, at most `MAX_SECTIONS`, as they are stored and in the order of the board."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    sections: tuple[Section, ...]

    def find(self, section_id: str) -> Section | None:
        """The section with this id, if it is one of this project."""
        return next((section for section in self.sections if section.id == section_id), None)

    def for_status(self, status_id: str) -> Section:
        """Where a task with this status belongs when nobody says: the first section that names it, or the first."""
        return next((section for section in self.sections if section.status_id == status_id), self.sections[0])

    def added(self, section: Section) -> "Outline":
        """With one more section at the end."""
        return replace(self, sections=(*self.sections, section))

    def changed(self, section: Section) -> "Outline":
        """With a section as it is now."""
        return replace(self, sections=tuple(section if old.id == section.id else old for old in self.sections))

    def without(self, section_id: str) -> "Outline":
        """Without a section."""
        return replace(self, sections=tuple(section for section in self.sections if section.id != section_id))

    def moved(self, section: Section, *, before_id: str | None) -> "Outline":
        """With a section put before another, or at the end."""
        others = self.without(section.id).sections
        place = next((i for i, other in enumerate(others) if other.id == before_id), len(others))
        return replace(self, sections=(*others[:place], section, *others[place:]))

    def after(self, section_id: str) -> str | None:
        """The id of the section behind this one; None for the last."""
        ids = [section.id for section in self.sections]
        place = ids.index(section_id) + 1
        return ids[place] if place < len(ids) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A step of a workflow. Its id is a word, unique in the project, that tasks store."""

    id: str
    name: str
    category: Category
    color: str | None = None

    @property
    def closed(self) -> bool:
        """Whether a task with this status is finished, one way or the other."""
        return self.category in _CLOSED


@entity("workflow", pk="{org_id}#prj#{project_id}", sk="workflow")
@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow(Entity):
    """The statuses of a project's tasks, in order, and which may follow which; None allows every transition.

    `rules` say what a task must fulfil besides. Where several are about a transition, all of them hold.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    statuses: tuple[Status, ...]
    updated_at: datetime
    transitions: Mapping[str, tuple[str, ...]] | None = None
    rules: tuple[TransitionRule, ...] = ()

    @property
    def id(self) -> str:
        """It is named by its project."""
        return self.project_id

    def status(self, status_id: str) -> Status | None:
        """The status with this id."""
        return next((status for status in self.statuses if status.id == status_id), None)

    @property
    def initial(self) -> Status:
        """The status of a new task when nobody says: the first unstarted one, else in the backlog, else open."""
        open_ones = [status for status in self.statuses if not status.closed]
        ranked = sorted(open_ones, key=lambda status: {"unstarted": 0, "backlog": 1}.get(status.category, 2))
        return ranked[0]

    def following(self, status_id: str) -> tuple[str, ...]:
        """The ids of the statuses that may follow this one."""
        if self.transitions is not None:
            return self.transitions.get(status_id, ())
        return tuple(status.id for status in self.statuses if status.id != status_id)

    def allows(self, before: str, after: str) -> bool:
        """Whether a task may go from one status to another; staying is no transition and always allowed."""
        return before == after or after in self.following(before)

    def rules_between(self, before: str | None, after: str) -> tuple[TransitionRule, ...]:
        """The rules that hold on a transition; `before` is None for a task that has had no status here.

        Such a task may begin in the initial status. To begin in any other, it must fulfil what every
        way into that status asks, so that nothing is reached by a way round.
        """
        if before == after or (before is None and after == self.initial.id):
            return ()
        into = (rule for rule in self.rules if rule.to == after)
        return tuple(rule for rule in into if before is None or rule.from_ in (None, before))

    def approval_between(self, before: str, after: str) -> ApprovalRule | None:
        """Who must agree to a transition, if anybody must."""
        return next((rule.approval for rule in self.rules_between(before, after) if rule.approval), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What one status update says in a word."""

    id: str
    health: Health


MAX_HEADLINES = 10


@entity("headlines", pk="{org_id}#prj#{project_id}#status", sk="headlines", forgets="It only repeats the newest ones.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Headlines(Entity):
    """The newest status updates of a project that are not in the trash, newest first; `complete` when they are all.

    None that is newer than the last of them is left out, so as long as there is one, the health of the
    project follows from here. It is written with each of them, and with the project, which serialises it.
    """

    org_id: OrgId
    project_id: str
    newest: tuple[Headline, ...] = ()
    complete: bool = False

    @property
    def known(self) -> bool:
        """Whether they tell the newest status update, or that there is none."""
        return self.complete or bool(self.newest)

    def having(self, update: "StatusUpdate") -> "Headlines":
        """With one as it is from now on: at its place, or not at all where it is in the trash, or too old.

        One that was never stored is newer than all that nobody knows.
        """
        others = [one for one in self.newest if one.id != update.id]
        fits = update.id >= self.newest[-1].id if self.newest else not update.version
        if update.deleted_at is None and (fits or self.complete):
            others.append(Headline(id=update.id, health=update.health))
            others.sort(key=lambda one: one.id, reverse=True)
        kept = tuple(others[:MAX_HEADLINES])
        return replace(self, newest=kept, complete=self.complete and len(kept) == len(others))


@entity("status_update", pk="{org_id}#prj#{project_id}#status", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class StatusUpdate(Entity):
    """How a project, or a portfolio, stands, as somebody reported it; `project_id` is its id."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    id: str
    health: Health
    text: str
    created_by: PrincipalId
    created_at: datetime
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)
