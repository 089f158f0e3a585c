"""How routes find sprints, by their id alone, with the access facts of their project and what else they need of it."""

from collections.abc import Callable, Sequence

from onetick.fields.targets import field_set_key
from onetick.kernel.access import ProjectAccess
from onetick.kernel.ids import is_id
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.kernel.work import Work
from onetick.projects.targets import Beside, in_body, in_path, outline_key, project_target, workflow_key
from onetick.tasks.guesses import projects_of, remember
from onetick.tasks.model import Task
from onetick.tasks.targets import access_key, task_target

from .model import AT_ONCE, SHARDS, Cadence, Sprint, SprintTally


def cadence_key(at: Arrival, project_id: str) -> Key:
    """Where it is kept how a project runs its sprints."""
    return Cadence.key(org_id=at.org, project_id=project_id)


def cadence_of(work: Work, project_id: str) -> Cadence:
    """How a project runs its sprints; as usual where nobody said."""
    found = work.find(Cadence, Cadence.key(org_id=work.org_id, project_id=project_id))
    if found is not None:
        return found
    assert work.org_id is not None and work.workspace_id is not None
    return Cadence(org_id=work.org_id, workspace_id=work.workspace_id, project_id=project_id)


def tally_keys(org_id: str | None, sprint_id: str) -> list[Key]:
    """Where the sums of a sprint are."""
    return [SprintTally.key(org_id=org_id, sprint_id=sprint_id, shard=shard) for shard in range(SHARDS)]


def sprint_target(
    *beside: Beside,
    more: Callable[[Arrival], Sequence[Key]] = lambda at: (),
    trashed: bool = False,
    decides: bool = True,
) -> Target[Sprint]:
    """The sprint of the path. `beside` is read of its project, `more` of whatever else the request names."""

    def facts(at: Arrival, project_id: str) -> list[Key]:
        return [access_key(at, project_id), *(key(at, project_id) for key in beside)]

    def keys(at: Arrival) -> Sequence[Key]:
        name = at.path["sprint_id"]
        if not is_id("spr", name):
            return []
        guessed = [key for project in projects_of(at.org, at.principal.id, name) for key in facts(at, project)]
        return [Sprint.key(org_id=at.org, id=name), *guessed, *more(at)]

    def find(work: Work, at: Arrival) -> Sprint | None:
        found = keys(at)
        sprint = work.find(Sprint, found[0]) if found else None
        if sprint is None:
            return None
        work.prefetch(facts(at, sprint.project_id))
        access = work.find(ProjectAccess, access_key(at, sprint.project_id))
        remember(at.org, at.principal.id, sprint.id, sprint.project_id)
        return None if access is None or access.deleted else sprint

    return Target("sprint", Sprint, keys, find=find, trashed=trashed, decides=decides)


def neighbour(work: Work, sprint: Sprint, task: Task, task_id: str | None, pointer: str) -> Task | None:
    """Another task of the sprint that the body names. Raises Unprocessable for what is none."""
    if task_id is None:
        return None
    found = work.find(Task, Task.key(org_id=sprint.org_id, id=task_id))
    if found is None or found.deleted_at is not None or found.sprint_id != sprint.id or found.id == task.id:
        fault = Fault(pointer, "unknown", "is no other task of this sprint")
        raise Unprocessable("There is no such neighbour.", errors=[fault])
    return found


def _tallies(at: Arrival) -> Sequence[Key]:
    return tally_keys(at.org, at.path["sprint_id"])


def _target_of_carry_over(at: Arrival) -> Sequence[Key]:
    named = at.body.carry_over_to
    other = [Sprint.key(org_id=at.org, id=named)] if is_id("spr", named) else []
    return [*_tallies(at), *other]


def _tasks_of_body(at: Arrival) -> Sequence[Key]:
    return [Task.key(org_id=at.org, id=task_id) for task_id in (*at.body.remove, *at.body.add)[:AT_ONCE]]


def _neighbours(at: Arrival) -> Sequence[Key]:
    names = (at.body.before_id, at.body.after_id)
    return [Task.key(org_id=at.org, id=name) for name in names if name is not None]


sprint_of_path = sprint_target()
sprint_with_totals = sprint_target(more=_tallies)
"""The sprint of the path, read together with its sums."""
sprint_with_cadence = sprint_target(cadence_key, more=_tallies)
"""The sprint of the path, read together with its sums and with how its project runs its sprints."""
sprint_to_complete = sprint_target(cadence_key, more=_target_of_carry_over)
sprint_and_tasks = sprint_target(more=_tasks_of_body)
"""The sprint of the path, read together with the first tasks that the body names."""
sprint_in_trash = sprint_target(cadence_key, trashed=True)
sprint_of_task = sprint_target(decides=False)
sprint_and_neighbours = sprint_target(more=_neighbours, decides=False)
task_of_sprint = task_target(field_set_key)
project_of_new_sprint = project_target(in_body, cadence_key)
project_with_cadence = project_target(in_path, cadence_key)
cadence_of_path = Target(
    "cadence",
    Cadence,
    lambda at: [cadence_key(at, in_path(at))],
    find=lambda work, at: cadence_of(work, in_path(at)),
)
project_with_backlog = project_target(in_path, cadence_key, outline_key, workflow_key)
