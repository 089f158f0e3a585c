"""How sprints are found, and what belongs to them.

A sprint is asked for by its id alone, and listed by its project, by a list that shows it as soon as
it is made. So it is stored twice, like a comment. The list over the whole workspace is an index.
"""

from collections.abc import Iterator

from onetick.kernel.events import EventRecord
from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index
from onetick.kernel.work import Work

from .model import Sprint, SprintDay, SprintOfProject

OF_PROJECT = Pattern("The sprints of a project, oldest first", SprintOfProject, pk="{org_id}#prj#{project_id}#sprints")
OF_WORKSPACE = Pattern(
    "The sprints of a workspace, oldest first", Sprint, pk="{org_id}#wsp#{workspace_id}#sprints", index=Index.GSI1
)
DAYS = Pattern("What each day changed in a sprint", SprintDay, pk="{org_id}#spr#{sprint_id}", prefix="day#")
HISTORY = Pattern(
    "What happened to a sprint and its scope, latest first",
    EventRecord,
    pk="{org_id}#spr#{sprint_id}",
    prefix="event#",
    ascending=False,
)


def write(work: Work, sprint: Sprint) -> Sprint:
    """Store a sprint, new or changed, and its copy in the list of its project; the sprint as stored."""
    stored = work.put(sprint)
    work.mirror(_copies, stored)
    return stored


def _copies(sprint: Sprint) -> Iterator[SprintOfProject]:
    yield SprintOfProject(org_id=sprint.org_id, project_id=sprint.project_id, id=sprint.id, sprint=sprint)
