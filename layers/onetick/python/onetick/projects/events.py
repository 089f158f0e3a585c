"""What can happen to a project and what is in it."""

from dataclasses import dataclass

from onetick.kernel.events import EventType

from .model import Project, Section, Workflow
from .schemas import ProjectView, SectionView
from .workflow_schemas import WorkflowView


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

SECTION_CREATED = EventType("section.created", Section, SectionView.of)
SECTION_UPDATED = EventType("section.updated", Section, SectionView.of)
SECTION_MOVED = EventType("section.moved", Section, SectionView.of, context=Place)
SECTION_DELETED = EventType("section.deleted", Section, SectionView.of)

WORKFLOW_CREATED = EventType("workflow.created", Workflow, WorkflowView.of)
WORKFLOW_UPDATED = EventType("workflow.updated", Workflow, WorkflowView.of)
