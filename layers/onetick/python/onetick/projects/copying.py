"""Copying what is in a project, step by step: the missing sections, then members, fields, tasks and their ties.

Fields, tasks and ties are other areas' own: `copy_project` of the area `tasks` and `copy_ties` of
`planning` are the whole of a step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import JobKind, Progress, Step, work_through
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work

from .create_section import create_section
from .events import OF_PROJECTS, WORKFLOW_UPDATED
from .founding import Column
from .members import grants_of, some_members, team_of
from .model import Project, ProjectMember, Section
from .put_member import put_member
from .schemas import NewSection
from .targets import outline_of, workflow_of

MEMBERS_AT_ONCE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyProject:
    """Which project is copied into which, and what of it."""

    source_id: str
    project_id: str
    members: bool = True
    tasks: bool = True
    assignees: bool = True
    completed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """How far it is. `sections` and `fields` are those made, by their originals; `after` is the last row done."""

    stage: Literal["sections", "members", "fields", "tasks", "ties"] = "sections"
    sections: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    after: str | None = None


COPY_PROJECT = JobKind("duplicate_project", CopyProject, Copied, can="project:create")


def rename_in_rules(work: Work, copy: Project, fields: Mapping[str, str]) -> None:
    """Have the rules of the copy's workflow ask for its own fields, in place of those of the source."""
    workflow = workflow_of(work, copy)
    rules = tuple(
        replace(rule, required_fields=tuple(fields.get(name, name) for name in rule.required_fields))
        for rule in workflow.rules
    )
    if rules != workflow.rules:
        work.emit(WORKFLOW_UPDATED, work.save(replace(workflow, rules=rules)), before=workflow)


def project_named(work: Work, project_id: str) -> Project:
    """A project of the workspace. Raises Gone when it is not there any more."""
    key = Project.key(org_id=work.org_id, workspace_id=work.workspace_id, id=project_id)
    found = work.find(Project, key)
    if found is None or found.deleted_at is not None:
        raise Gone("One of the two projects was deleted meanwhile.")
    return found


def copy_structure(work: Work, step: Step[CopyProject, Copied]) -> Progress[Copied]:
    """A step of the sections or the members. Raises Forbidden when the caller does not see the source any more."""
    wanted, checkpoint = step.parameters, step.checkpoint
    source = project_named(work, wanted.source_id)
    authority.authorize(work, "project:view", Subject.of(source))
    copy = project_named(work, wanted.project_id)
    if checkpoint.stage == "sections":
        return _sections(work, source, copy, checkpoint)
    return _members(work, source, copy, checkpoint)


def column_of(section: Section | Column) -> NewSection:
    """A section like another."""
    return NewSection(name=section.name, status_id=section.status_id, wip_limit=section.wip_limit, color=section.color)


def _sections(work: Work, source: Project, copy: Project, checkpoint: Copied) -> Progress[Copied]:
    known = dict(checkpoint.sections)
    missing = [section for section in outline_of(work, source).sections if section.id not in known]
    done = work_through(work, missing, lambda section: create_section(work, copy, column_of(section)))
    known |= {missing[place].id: made.id for place, made in done.results.items()}
    finished = done.count == len(missing)
    then = replace(checkpoint, stage="members" if finished else "sections", sections=known)
    return Progress(next=then, counts={"sections": len(done.results)} if done.results else {})


def _members(work: Work, source: Project, copy: Project, checkpoint: Copied) -> Progress[Copied]:
    rows = some_members(work, source, after=checkpoint.after, limit=MEMBERS_AT_ONCE)
    members = [row for row in rows if can_join(work, copy, row.principal_id)]

    def enrol(row: ProjectMember) -> None:
        # Each changes the project, so each begins with it as the one before left it.
        put_member(work, OF_PROJECTS, project_named(work, copy.id), row.principal_id, row.role)

    done = work_through(work, members, enrol)
    counts = {"members": len(done.results)} if done.results else {}
    if done.count < len(members):
        last = members[done.count - 1]
        return Progress(next=replace(checkpoint, after=last.principal_id), counts=counts)
    if len(rows) == MEMBERS_AT_ONCE:
        return Progress(next=replace(checkpoint, after=rows[-1].principal_id), counts=counts)
    return Progress(next=replace(checkpoint, stage="fields", after=None), counts=counts)


def can_join(work: Work, project: Project, principal_id: str) -> bool:
    """Whether a person or a team becomes a member of a new project: not the caller, who is its admin, nor who left."""
    if principal_id == work.principal.id:
        return False
    if principal_id.startswith("tem_"):
        return team_of(work, project, principal_id) is not None
    grants = grants_of(work, project, principal_id)
    return grants is not None and grants.status == "active"
