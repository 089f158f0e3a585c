"""What this process remembers of where things lie, so that a request's first read can include their project.

A task's id does not tell its project, yet every request needs the project's facts: whether it is
archived or deleted, and who reaches it. A guess adds them to the read of the task. It is only ever
a guess about what to read: a wrong one costs a call, never an answer.
"""

from collections import OrderedDict
from typing import TypeVar

from onetick.kernel.ids import OrgId

T = TypeVar("T")
Place = tuple[OrgId | None, str]

MAX_THINGS = 10_000
MAX_CALLERS = 1_000
RECENT = 2
"""In how many projects a caller was last, of those that one thing may lie in."""
LISTED = 10
"""The same for lists of many things, whose page takes in several projects."""

_projects: OrderedDict[Place, str] = OrderedDict()
_others: OrderedDict[Place, tuple[str, ...]] = OrderedDict()
_tasks: OrderedDict[Place, str] = OrderedDict()
_recent: OrderedDict[Place, tuple[str, ...]] = OrderedDict()


def remember(
    org: OrgId | None,
    caller: str,
    thing: str,
    project_id: str,
    *,
    others: tuple[str, ...] = (),
    task_id: str | None = None,
) -> None:
    """That a thing lies in this project, and in others, and belongs to this task; and that this caller works there."""
    _keep(_projects, (org, thing), project_id, MAX_THINGS)
    if others or (org, thing) in _others:
        _keep(_others, (org, thing), others, MAX_THINGS)
    if task_id is not None:
        _keep(_tasks, (org, thing), task_id, MAX_THINGS)
    visited(org, caller, project_id)


def visited(org: OrgId | None, caller: str, project_id: str) -> None:
    """That a caller saw something of this project."""
    others = tuple(other for other in _recent.get((org, caller), ()) if other != project_id)
    _keep(_recent, (org, caller), (project_id, *others)[:LISTED], MAX_CALLERS)


def projects_of(org: OrgId | None, caller: str, thing: str = "") -> tuple[str, ...]:
    """In which project the thing lies, if that is remembered, otherwise where the caller was last."""
    known = _projects.get((org, thing))
    return (known,) if known is not None else recent_of(org, caller)[:RECENT]


def recent_of(org: OrgId | None, caller: str) -> tuple[str, ...]:
    """The projects of which the caller saw something lately, the latest first."""
    return _recent.get((org, caller), ())


def others_of(org: OrgId | None, thing: str) -> tuple[str, ...]:
    """In which further projects the thing lies, as far as that is remembered."""
    return _others.get((org, thing), ())


def task_of(org: OrgId | None, thing: str) -> str | None:
    """To which task the thing belongs, if that is remembered."""
    return _tasks.get((org, thing))


def _keep(known: OrderedDict[Place, T], place: Place, value: T, most: int) -> None:
    known[place] = value
    known.move_to_end(place)
    if len(known) > most:
        known.popitem(last=False)
