"""What can happen to a project and what is in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from onetick.kernel.events import EventType
from onetick.kernel.fields import View

from .model import Project, Section, Shared, Workflow
from .schemas import ProjectView, SectionView
from .workflow_schemas import WorkflowView

S = TypeVar("S", bound=Shared)


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
class Told(Generic[S]):
    """By what one kind of shared thing, whose ids have this prefix, tells of its members and its status updates."""

    prefix: str
    cls: type[S]
    member_added: EventType[S]
    member_removed: EventType[S]
    role_changed: EventType[S]
    status_posted: EventType[S]
    status_edited: EventType[S]
    status_deleted: EventType[S]
    status_restored: EventType[S]

    @classmethod
    def of(cls, shared: type[S], view: Callable[[S], View], *, prefix: str) -> "Told[S]":
        """The events of a kind of shared thing: `project.member_added` and so on."""
        name = shared.kind.name

        def event(what: str, context: type[Any]) -> EventType[S]:
            return EventType(f"{name}.{what}", shared, view, context=context)

        return cls(
            prefix=prefix,
            cls=shared,
            member_added=event("member_added", Membership),
            member_removed=event("member_removed", FormerMembership),
            role_changed=event("member_role_changed", RoleChange),
            status_posted=event("status_posted", Report),
            status_edited=event("status_edited", Report),
            status_deleted=event("status_deleted", Report),
            status_restored=event("status_restored", Report),
        )

    @property
    def reports(self) -> tuple[EventType[Any], ...]:
        """What is told of status updates."""
        return (self.status_posted, self.status_edited, self.status_deleted, self.status_restored)

    def is_one(self, identifier: str) -> bool:
        """Whether this is the id of such a thing."""
        return identifier.startswith(f"{self.prefix}_")


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
OF_PROJECTS = Told.of(Project, ProjectView.of, prefix="prj")

SECTION_CREATED = EventType("section.created", Section, SectionView.of)
SECTION_UPDATED = EventType("section.updated", Section, SectionView.of)
SECTION_MOVED = EventType("section.moved", Section, SectionView.of, context=Place)
SECTION_DELETED = EventType("section.deleted", Section, SectionView.of)

WORKFLOW_CREATED = EventType("workflow.created", Workflow, WorkflowView.of)
WORKFLOW_UPDATED = EventType("workflow.updated", Workflow, WorkflowView.of)
