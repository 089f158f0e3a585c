"""Let work count for a goal: a task, a milestone, a project, or another goal."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.problems import Conflict, NotFound, QuotaExceeded
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.model import Task

from .changing import change
from .model import MAX_LINKS, MAX_SUPPORTED, Contribution, Goal, Link
from .shares import share_of
from .targets import contribution_key, goal_named, keys_of_work, linkable, require_open
from .upward import require_no_circle


def link_goal(work: Work, goal: Goal, target_id: str, weight: float) -> Goal:
    """The goal with a link to this thing, or with another weight of the one there is.

    Raises NotFound for a thing that is not there or not for the caller, Conflict when the goal is closed
    or has the other one below it, DependencyCycle when it would count for itself, QuotaExceeded.
    """
    require_open(work, goal)
    kind = linkable(target_id)
    known = goal.link(target_id)
    if known is not None:
        return change(work, goal, goal.with_link(replace(known, weight=weight)))
    if len(goal.links) >= MAX_LINKS:
        raise QuotaExceeded(f"A goal has at most {MAX_LINKS} links.")
    if kind == "gol":
        _support(work, goal, target_id)
    else:
        _contribute(work, goal, target_id)
    link = Link(target_id=target_id, weight=weight, share=share_of(work, target_id))
    return change(work, goal, goal.with_link(link))


def unlink_goal(work: Work, goal: Goal, target_id: str) -> None:
    """Take a link away. Raises NotFound when there is none, Conflict when the goal is closed."""
    require_open(work, goal)
    if goal.link(target_id) is None:
        raise NotFound()
    if linkable(target_id) == "gol":
        other = work.find(Goal, Goal.key(org_id=goal.org_id, id=target_id))
        if other is not None:
            change(work, other, replace(other, supports=tuple(id for id in other.supports if id != goal.id)))
    else:
        _withdraw(work, goal, target_id)
    links = tuple(link for link in goal.links if link.target_id != target_id)
    change(work, goal, replace(goal, links=links))


def _support(work: Work, goal: Goal, target_id: str) -> None:
    """Let another goal know that it counts for this one."""
    other = goal_named(work, target_id, "goal:view", "")
    if other.parent_id == goal.id:
        raise Conflict("That goal is below this one, and counts already.")
    if len(other.supports) >= MAX_SUPPORTED:
        raise QuotaExceeded(f"A goal is linked to at most {MAX_SUPPORTED} others.")
    require_no_circle(work, other, goal, written={goal.id, other.id})
    change(work, other, replace(other, supports=(*other.supports, goal.id)))


def _contribute(work: Work, goal: Goal, target_id: str) -> None:
    """Keep for which goals a task or a project counts."""
    key = keys_of_work(work.org_id, work.workspace_id, target_id)[0]
    thing = work.find(Task, key) if target_id.startswith("tsk") else work.find(Project, key)
    if thing is None or thing.workspace_id != goal.workspace_id or thing.deleted_at is not None:
        raise NotFound()
    authorize(work, "task:view", Subject.of(thing))
    known = work.find(Contribution, contribution_key(goal.org_id, target_id))
    ids = known.goal_ids if known is not None else ()
    if len(ids) >= MAX_SUPPORTED:
        raise QuotaExceeded(f"Something counts for at most {MAX_SUPPORTED} goals.")
    if known is not None:
        work.save(replace(known, goal_ids=(*ids, goal.id)))
        return
    work.create(Contribution(org_id=goal.org_id, workspace_id=goal.workspace_id, id=target_id, goal_ids=(goal.id,)))


def _withdraw(work: Work, goal: Goal, target_id: str) -> None:
    known = work.find(Contribution, contribution_key(goal.org_id, target_id))
    if known is None:
        return
    left = tuple(id for id in known.goal_ids if id != goal.id)
    if left:
        work.save(replace(known, goal_ids=left))
    else:
        work.remove(known)
