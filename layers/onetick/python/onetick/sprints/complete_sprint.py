"""Complete a sprint."""

from dataclasses import dataclass, replace

from onetick.kernel.jobs import Job, accept
from onetick.kernel.jobs.items import ROOM
from onetick.kernel.problems import Conflict, Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.targets import require_open

from .carrying import CARRY_OVER, Carried, CarryOver, carry, left_open
from .events import SPRINT_COMPLETED
from .model import Cadence, Sprint
from .opening import without
from .schemas import SprintEnd
from .store import write
from .sums import totals
from .targets import cadence_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """A completed sprint, how many tasks went on already, and the job that takes care of the others."""

    sprint: Sprint
    carried: int
    job: Job | None


def complete_sprint(work: Work, sprint: Sprint, wanted: SprintEnd) -> Completed:
    """The sprint, over from now on; what is open goes to the backlog or to another sprint.

    What one transaction holds goes at once, the rest with a job. Raises Conflict unless it is active,
    when the project is archived or when there is no next sprint, Unprocessable for another sprint that
    is not an open one of the project.
    """
    require_open(work, sprint.project_id)
    if sprint.state != "active":
        raise Conflict(f"The sprint is {sprint.state}, not active.")
    cadence = cadence_of(work, sprint.project_id)
    target = _target(work, sprint, cadence, wanted.carry_over_to)
    work.put(without(cadence, sprint))
    over = replace(
        sprint,
        state="completed",
        completed_at=work.now,
        updated_at=work.now,
        carried_to="backlog" if target is None else target.id,
    )
    stored = write(work, over)
    if target is not None:
        work.require(target)
    tally, tasks = totals(work, sprint), left_open(work, sprint)
    # The event comes on top, and what there is of the job is less than what work_through leaves room for.
    done = carry(work, tasks, target, room=ROOM - 1)
    rest = done.count < len(tasks)
    expected = max(len(tasks), (tally.scope - tally.done).tasks) if rest else len(done.results)
    work.emit(SPRINT_COMPLETED, stored, before=sprint, done=tally.done.tasks, carried=expected)
    parameters = CarryOver(sprint_id=sprint.id, to=None if target is None else target.id)
    left = expected - len(done.results)
    job = accept(work, CARRY_OVER, parameters, checkpoint=Carried(), subject=stored, total=left) if rest else None
    return Completed(sprint=stored, carried=len(done.results), job=job)


def _target(work: Work, sprint: Sprint, cadence: Cadence, named: str) -> Sprint | None:
    if named == "backlog":
        return None
    if named == "next":
        if not cadence.planned:
            raise Conflict("No sprint is planned. Plan one first, or carry over to the backlog.")
        named = cadence.planned[0]
    found = work.find(Sprint, Sprint.key(org_id=sprint.org_id, id=named))
    if named == sprint.id or named not in cadence.open or found is None:
        fault = Fault("/carry_over_to", "unknown", "is no other planned or active sprint of the project")
        raise Unprocessable("The tasks cannot go there.", errors=[fault])
    return found
