"""For which goals work counts, and what a goal leaves."""

from collections.abc import Iterator
from dataclasses import replace

from onetick.kernel.purging import Bin, Place, leaves, tied
from onetick.kernel.table import Index
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.model import Task
from onetick.tenancy.model import Workspace

from .changing import change
from .events import GOAL_DELETED, GOAL_RESTORED
from .model import Contribution, Goal, GoalRow, copies
from .targets import contribution_key

GOALS = Bin("goal", Goal, deleted=[GOAL_DELETED], restored=[GOAL_RESTORED])


def _others(goal: Goal) -> Iterator[str]:
    yield from dict.fromkeys((*goal.above, *(link.target_id for link in (*goal.links, *goal.children))))


def _let_go(work: Work, purged_id: str, other_id: str) -> None:
    """Of what counted for a goal, or what it counted for."""
    if other_id.startswith("gol_"):
        _forget(work, purged_id, other_id)
        return
    known = work.find(Contribution, contribution_key(work.org_id, other_id))
    if known is None or purged_id not in known.goal_ids:
        return
    if len(known.goal_ids) > 1:
        work.save(replace(known, goal_ids=tuple(id for id in known.goal_ids if id != purged_id)))
    else:
        work.remove(known)


def _forget(work: Work, purged_id: str, goal_id: str) -> None:
    goal = work.find(Goal, Goal.key(org_id=work.org_id, id=goal_id))
    if goal is None:
        return
    supports = tuple(id for id in goal.supports if id != purged_id)
    parent_id = None if goal.parent_id == purged_id else goal.parent_id
    change(work, goal, replace(goal.without(purged_id), supports=supports, parent_id=parent_id))


leaves(Goal, copies=copies, places=lambda goal: [Place(f"{goal.org_id}#gol#{goal.id}")])
tied("goal", Goal, _others, _let_go)
leaves(Task, places=lambda task: [Place(f"{task.org_id}#tgt#{task.id}")])
leaves(
    Project,
    places=lambda project: [
        Place(f"{project.org_id}#tgt#{project.id}"),
        Place(f"{project.org_id}#prj#{project.id}#goals", index=Index.GSI1),
    ],
)
tied("contribution", Contribution, lambda own: own.goal_ids, _forget)
leaves(
    Workspace,
    places=lambda workspace: [
        Place(f"{workspace.org_id}#wsp#{workspace.id}#goals"),
        Place(f"{workspace.org_id}#wsp#{workspace.id}#goals-trash", index=Index.GSI2),
    ],
)
leaves(GoalRow, places=lambda row: [Place(f"{row.org_id}#gol#{row.id}")])
