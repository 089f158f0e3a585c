"""Where a project's things are found, and how.

How sections are kept. A section is asked for in two ways: alone, by an id that comes without its
project, and together with its siblings, in order, by every board and by every new task. So it is
stored twice, in one transaction: alone (`Section`), which is what its version and `If-Match` mean,
and inside the project's `Outline`, one item of at most 100 sections whose order is their order.

- An index would do for the second, but it lags behind on AWS: a section just made would be missing
  from the board.
- The outline needs no ranks, no query and no counter: it comes with the first read of a request,
  beside the project and the workflow, and its version serialises concurrent moves.
- The price is an item of some 400 bytes a section, read with each new task.
"""

from collections.abc import Callable, Sequence

from onetick.kernel.access import ProjectAccess, WorkspaceGrants
from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work

from .model import Outline, Project, ProjectMember, Section, StatusUpdate, Workflow

PROJECTS = Pattern(
    "The projects of a workspace, oldest first", Project, pk="{org_id}#wsp#{workspace_id}", prefix="prj#"
)
MEMBERS = Pattern(
    "Who has a role in a project, by principal", ProjectMember, pk="{org_id}#prj#{project_id}", prefix="member#"
)
STATUS_UPDATES = Pattern(
    "The status updates of a project, newest first",
    StatusUpdate,
    pk="{org_id}#prj#{project_id}#status",
    ascending=False,
)

Naming = Callable[[Arrival], str | None]
Beside = Callable[[Arrival, str], Key]


def project_target(naming: Naming, *beside: Beside, trashed: bool = False) -> Target[Project]:
    """The project that a request names, its access facts, and what else is to be read in the same call."""

    def keys(at: Arrival) -> Sequence[Key]:
        project_id = naming(at)
        if project_id is None or at.org is None:
            return []
        place = {"org_id": at.org, "workspace_id": at.workspace}
        return [
            Project.key(**place, id=project_id),
            ProjectAccess.key(**place, project_id=project_id),
            *(key(at, project_id) for key in beside),
        ]

    def find(work: Work, at: Arrival) -> Project | None:
        found = keys(at)
        return work.find(Project, found[0]) if found else None

    return Target("project", Project, keys, find=find, trashed=trashed)


def in_path(at: Arrival) -> str | None:
    """The project of the path."""
    return at.path["project_id"]


def in_body(at: Arrival) -> str | None:
    """The project of the body."""
    found: str | None = at.body.project_id
    return found


def outline_key(at: Arrival, project_id: str) -> Key:
    """Where a project's sections are."""
    return Outline.key(org_id=at.org, project_id=project_id)


def workflow_key(at: Arrival, project_id: str) -> Key:
    """Where a project's workflow is."""
    return Workflow.key(org_id=at.org, project_id=project_id)


project_of_path = project_target(in_path)
project_of_body = project_target(in_body, workflow_key, outline_key)
"""The project a body names, read together with its workflow and sections."""

section_of_path = Target("section", Section, lambda at: [Section.key(org_id=at.org, id=at.path["section_id"])])
workflow_of_path = Target("workflow", Workflow, lambda at: [workflow_key(at, at.path["project_id"])])


def project_of(work: Work, project_id: str) -> Project:
    """A project of the request's workspace that is not in the trash, with its outline and workflow in one call.

    Raises NotFound.
    """
    from onetick.kernel.problems import NotFound

    keys = {"org_id": work.org_id, "project_id": project_id}
    key = Project.key(org_id=work.org_id, workspace_id=work.workspace_id, id=project_id)
    work.prefetch([key, Outline.key(**keys), Workflow.key(**keys)])
    project = work.load(Project, key)
    if project.deleted_at is not None:
        raise NotFound()
    return project


def outline_of(work: Work, project: Project) -> Outline:
    """The sections of a project."""
    return work.load(Outline, Outline.key(org_id=project.org_id, project_id=project.id))


def workflow_of(work: Work, project: Project) -> Workflow:
    """The workflow of a project."""
    return work.load(Workflow, Workflow.key(org_id=project.org_id, project_id=project.id))


def grants_key(at: Arrival, _project_id: str) -> Key:
    """Where the grants of the principal of the path are."""
    return WorkspaceGrants.key(org_id=at.org, workspace_id=at.workspace, principal_id=at.path["principal_id"])


def member_key(at: Arrival, project_id: str) -> Key:
    """Where the principal of the path is in the list of members."""
    return ProjectMember.key(org_id=at.org, project_id=project_id, principal_id=at.path["principal_id"])
