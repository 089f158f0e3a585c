"""The parts that every new project has, whether it is made from nothing or after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.ids import new_id
from onetick.kernel.problems import Conflict
from onetick.kernel.work import Work

from .enrolment import enrol
from .events import OF_PROJECTS, PROJECT_CREATED, SECTION_CREATED, WORKFLOW_CREATED
from .model import Outline, Project, ProjectKey, Section, Status, Workflow
from .rules import TransitionRule

DEFAULT_STATUSES = (
    Status(id="todo", name="To do", category="unstarted"),
    Status(id="in_progress", name="In progress", category="started"),
    Status(id="done", name="Done", category="completed"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A section to be made; `id` is chosen by whoever must know it before."""

    name: str
    id: str = ""
    status_id: str | None = None
    wip_limit: int | None = None
    color: str | None = None


def own_grants(work: Work) -> WorkspaceGrants:
    """The caller's membership of the workspace. Raises Conflict for somebody who is none of its members."""
    grants: WorkspaceGrants | None = work.standing.workspace_grants
    if grants is None or grants.status != "active":
        raise Conflict("Become a member of the workspace first: what is made here belongs to somebody in it.")
    return grants


def found(
    work: Work,
    project: Project,
    *,
    workflow: tuple[Sequence[Status], Mapping[str, tuple[str, ...]] | None],
    columns: Sequence[Column],
    copied_from: str | None = None,
    rules: Sequence[TransitionRule] = (),
) -> Project:
    """Store a new project with its key, access facts, workflow and sections; the caller becomes its admin.

    Raises Conflict when the key is taken or the caller is no member of the workspace, QuotaExceeded
    when the caller has a role in too many projects.
    """
    creator = own_grants(work)
    taken = Conflict(f"The key {project.code} belongs to another project of the workspace, perhaps one in the trash.")
    key = ProjectKey(org_id=project.org_id, workspace_id=project.workspace_id, code=project.code, project_id=project.id)
    work.create(key, otherwise=taken)
    stored = work.create(replace(project, admins=project.admins + 1))
    work.create(stored.access)
    work.emit(PROJECT_CREATED, stored, copied_from=copied_from)
    _lay_out(work, stored, columns)
    statuses, transitions = workflow
    made = Workflow(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        project_id=project.id,
        statuses=tuple(statuses),
        transitions=transitions,
        rules=tuple(rules),
        updated_at=work.now,
    )
    work.emit(WORKFLOW_CREATED, work.create(made))
    enrol(work, stored, creator, "admin")
    work.emit(OF_PROJECTS.member_added, stored, principal_id=creator.principal_id, role="admin")
    return stored


def _lay_out(work: Work, project: Project, columns: Sequence[Column]) -> None:
    sections = []
    for column in columns:
        section = Section(
            org_id=project.org_id,
            workspace_id=project.workspace_id,
            project_id=project.id,
            id=column.id or new_id("sec"),
            name=column.name,
            status_id=column.status_id,
            wip_limit=column.wip_limit,
            color=column.color,
            created_by=work.principal.id,
            created_at=work.now,
            updated_at=work.now,
        )
        sections.append(work.create(section))
        work.emit(SECTION_CREATED, sections[-1])
    work.create(
        Outline(
            org_id=project.org_id,
            workspace_id=project.workspace_id,
            project_id=project.id,
            sections=tuple(sections),
        )
    )
