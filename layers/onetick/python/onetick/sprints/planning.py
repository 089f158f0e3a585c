"""Planning many tasks at once: each for itself, in the order they are named in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.jobs import Done, ItemError, Job, JobKind, Progress, Step, accept, work_through
from onetick.kernel.jobs.items import ROOM
from onetick.kernel.problems import Gone, NotFound
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.model import Task
from onetick.tasks.ranks import at_end

from .add_to_sprint import require_plannable
from .model import AT_ONCE, Sprint
from .remove_from_sprint import remove_from_sprint
from .schemas import SprintPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSprint:
    """Which tasks leave a sprint, and which then enter it, at its end."""

    sprint_id: str
    remove: tuple[str, ...] = ()
    add: tuple[str, ...] = ()

    @property
    def task_ids(self) -> tuple[str, ...]:
        """The tasks in the order they are dealt with."""
        return (*self.remove, *self.add)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """How many tasks are dealt with."""

    count: int = 0


PLAN_SPRINT = JobKind("plan_sprint", PlanSprint, Planned, can="task:edit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many tasks are dealt with and planned already, what went wrong, and the job that deals with the others."""

    planned: int
    errors: Sequence[ItemError]
    job: Job | None


def plan_sprint(work: Work, sprint: Sprint, wanted: SprintPlan) -> Plan:
    """The tasks planned, as many as one transaction holds; the rest with a job."""
    plan = PlanSprint(sprint_id=sprint.id, remove=tuple(wanted.remove), add=tuple(wanted.add))
    done = _plan(work, sprint, plan, 0)
    if done.count == len(plan.task_ids):
        return Plan(planned=len(done.results), errors=done.errors, job=None)
    job = accept(
        work,
        PLAN_SPRINT,
        plan,
        checkpoint=Planned(count=done.count),
        subject=sprint,
        total=len(plan.task_ids) - done.count,
    )
    return Plan(planned=len(done.results), errors=done.errors, job=job)


def continue_plan(work: Work, step: Step[PlanSprint, Planned]) -> Progress[Planned]:
    """One step of the job. Raises Gone when the sprint was deleted."""
    plan, first = step.parameters, step.checkpoint.count
    sprint = work.find(Sprint, Sprint.key(org_id=work.org_id, id=plan.sprint_id))
    if sprint is None or sprint.deleted_at is not None:
        raise Gone("The sprint was deleted meanwhile.")
    done = _plan(work, sprint, plan, first)
    last = first + done.count
    return Progress(
        next=Planned(count=last) if last < len(plan.task_ids) else None,
        done=done.count,
        counts={"planned": len(done.results)} if done.results else {},
        errors=done.errors,
    )


def _plan(work: Work, sprint: Sprint, plan: PlanSprint, first: int) -> Done[Task]:
    window = list(enumerate(plan.task_ids))[first : first + AT_ONCE]
    keys = {task_id: Task.key(org_id=sprint.org_id, id=task_id) for _, task_id in window}
    work.prefetch(keys.values())

    def one(item: tuple[int, str]) -> Task:
        place, task_id = item
        task = work.find(Task, keys[task_id])
        if task is None or task.workspace_id != sprint.workspace_id:
            raise NotFound()
        authorize(work, "task:edit", Subject.of(task))
        if task.deleted_at is not None:
            raise Gone("It was deleted. Restore it first.")
        if place < len(plan.remove):
            return remove_from_sprint(work, sprint, task)
        require_plannable(work, sprint, task)
        if task.sprint_id == sprint.id:
            return task
        # Those that are planned in one moment follow each other in the order they were named in.
        rank = at_end(work.now + timedelta(microseconds=place))
        return change(work, task, replace(task, sprint_id=sprint.id, sprint_rank=rank))

    return work_through(work, window, one, start=first, name=lambda item: item[1], room=ROOM)
