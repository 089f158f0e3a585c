"""What can happen to a project and what is in it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from onetick.kernel.events import EventType

from .model import Project, Section, Shared, Workflow
from .schemas import ProjectView, SectionView
from .workflow_schemas import WorkflowView

S = TypeVar("S", bound=Shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Generic[S]):
    """By what one kind of shared thing, whose ids have this prefix, tells of its members and its status updates."""

    cls: type[S]
    prefix: str
    member_added: EventType[S]
    member_removed: EventType[S]
    role_changed: EventType[S]
    status_posted: EventType[S]
    status_edited: EventType[S]
    status_deleted: EventType[S]
    status_restored: EventType[S]

    def is_one(self, identifier: str) -> bool:
        """Whether this is the id of such a thing."""
        return identifier.startswith(f"{self.prefix}_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The project that a new one was made after."""

    copied_from: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Who has which role now."""

    principal_id: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerMembership:
    """Who has no direct role any more."""

    principal_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChange:
    """Whose role changed; published as `from` and `to`."""

    principal_id: str
    from_: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a status update says."""

    status_update_id: str
    health: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The section that is behind it now; null at the end."""

    before_id: str | None


PROJECT_CREATED = EventType("project.created", Project, ProjectView.of, context=Origin)
PROJECT_UPDATED = EventType("project.updated", Project, ProjectView.of)
PROJECT_ARCHIVED = EventType("project.archived", Project, ProjectView.of)
PROJECT_UNARCHIVED = EventType("project.unarchived", Project, ProjectView.of)
PROJECT_DELETED = EventType("project.deleted", Project, ProjectView.of)
PROJECT_RESTORED = EventType("project.restored", Project, ProjectView.of)
PROJECT_MEMBER_ADDED = EventType("project.member_added", Project, ProjectView.of, context=Membership)
PROJECT_MEMBER_REMOVED = EventType("project.member_removed", Project, ProjectView.of, context=FormerMembership)
PROJECT_MEMBER_ROLE_CHANGED = EventType("project.member_role_changed", Project, ProjectView.of, context=RoleChange)
PROJECT_STATUS_POSTED = EventType("project.status_posted", Project, ProjectView.of, context=Report)
PROJECT_STATUS_EDITED = EventType("project.status_edited", Project, ProjectView.of, context=Report)
PROJECT_STATUS_DELETED = EventType("project.status_deleted", Project, ProjectView.of, context=Report)
PROJECT_STATUS_RESTORED = EventType("project.status_restored", Project, ProjectView.of, context=Report)

OF_PROJECTS = Told(
    cls=Project,
    prefix="prj",
    member_added=PROJECT_MEMBER_ADDED,
    member_removed=PROJECT_MEMBER_REMOVED,
    role_changed=PROJECT_MEMBER_ROLE_CHANGED,
    status_posted=PROJECT_STATUS_POSTED,
    status_edited=PROJECT_STATUS_EDITED,
    status_deleted=PROJECT_STATUS_DELETED,
    status_restored=PROJECT_STATUS_RESTORED,
)

SECTION_CREATED = EventType("section.created", Section, SectionView.of)
SECTION_UPDATED = EventType("section.updated", Section, SectionView.of)
SECTION_MOVED = EventType("section.moved", Section, SectionView.of, context=Place)
SECTION_DELETED = EventType("section.deleted", Section, SectionView.of)

WORKFLOW_CREATED = EventType("workflow.created", Workflow, WorkflowView.of)
WORKFLOW_UPDATED = EventType("workflow.updated", Workflow, WorkflowView.of)
