"""Keep the progress of goals: each of those that a thing counts for is told what of it is done by now.

What is told is read when it is told, so events may come twice or in any order: the last one finds
the state that counts. Each goal is a transaction of its own, so one that is busy holds up no other.
"""

from dataclasses import replace
from functools import partial

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work

from .changing import write
from .events import CONTRIBUTION_CHANGED, GOAL_PROGRESS_CHANGED
from .model import Goal
from .progress import worked_out
from .shares import share_of
from .targets import keys_of_work


def follow_work(consumer: Acting, occurrence: Occurrence) -> None:
    """Tell every goal that something counts for. No more are concerned than one thing may count for."""
    for goal_id in _above(occurrence):
        perform(
            consumer,
            partial(_tell, goal_id=goal_id, target_id=occurrence.aggregate_id),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id,
                event_id=occurrence.id,
                traceparent=occurrence.traceparent,
            ),
            once=f"{occurrence.id}.{goal_id}",
        )


def _above(occurrence: Occurrence) -> list[str]:
    if occurrence.name == CONTRIBUTION_CHANGED.name:
        return list(occurrence.resource["goal_ids"])
    parent = occurrence.resource["parent_id"]
    return [*([parent] if parent else []), *occurrence.resource["supports"]]


def _tell(work: Work, *, goal_id: str, target_id: str) -> None:
    key = Goal.key(org_id=work.org_id, id=goal_id)
    work.prefetch([key, *keys_of_work(work.org_id, work.workspace_id, target_id)])
    goal = work.find(Goal, key)
    if goal is None or goal.deleted_at is not None:
        return
    after = worked_out(goal.told(target_id, share_of(work, target_id)))
    if after == goal:
        return
    stored = write(work, replace(after, updated_at=work.now), goal)
    work.emit(GOAL_PROGRESS_CHANGED, stored, before=goal, from_=goal.progress, to=stored.progress)
