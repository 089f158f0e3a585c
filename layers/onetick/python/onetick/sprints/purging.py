"""What a sprint leaves: its ledger, its tasks in order, and its place among those of its project."""

from collections.abc import Iterator

from onetick.kernel.purging import Bin, Place, leaves
from onetick.projects.model import Project

from .events import SPRINT_DELETED, SPRINT_RESTORED
from .model import Sprint, SprintOfProject

SPRINTS = Bin("sprint", Sprint, deleted=[SPRINT_DELETED], restored=[SPRINT_RESTORED])


def _copies(sprint: Sprint) -> Iterator[SprintOfProject]:
    yield SprintOfProject(org_id=sprint.org_id, project_id=sprint.project_id, id=sprint.id, sprint=sprint)


def _places(org_id: str, id: str) -> list[Place]:
    return [Place(f"{org_id}#spr#{id}"), Place(f"{org_id}#spr#{id}#tasks")]


leaves(Sprint, copies=_copies, places=lambda sprint: _places(sprint.org_id, sprint.id))
leaves(SprintOfProject, places=lambda row: _places(row.org_id, row.id))
leaves(Project, places=lambda project: [Place(f"{project.org_id}#prj#{project.id}#sprints")])
