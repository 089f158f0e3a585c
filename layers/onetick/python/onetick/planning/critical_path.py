"""The critical path: when everything can be finished, and what has time to spare.

Times are seconds. A step starts at its own earliest time, or later where what it waits for demands it;
the latest time is found the same way, backwards from the end of everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from onetick.tasks.parts import DependencyType

_MOMENT = 1e-3
"""What lies closer together is at the same time."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that takes time and does not start before a moment, if there is one."""

    id: str
    lasts: float
    begins: float | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """That one step waits for another, so long behind it."""

    before: str
    after: str
    type: DependencyType
    lag: float = 0


@dataclass(frozen=True, slots=True)
class Timing:
    """Between which times a step can start without moving the end of everything."""

    earliest: float
    latest: float
    lasts: float

    @property
    def slack(self) -> float:
        """How much later it may start."""
        return self.latest - self.earliest


@dataclass(frozen=True, slots=True)
class Plan:
    """When every step can be, when everything ends, and the steps in a row that decide about it."""

    timings: Mapping[str, Timing]
    starts: float
    ends: float
    path: Sequence[str]


def plan(steps: Iterable[Step], ties: Sequence[Tie], *, origin: float) -> Plan:
    """The plan of some steps, those that begin at no time from the origin on. Raises CycleError, of graphlib."""
    known = {step.id: step for step in steps}
    before: dict[str, list[Tie]] = {id: [] for id in known}
    after: dict[str, list[Tie]] = {id: [] for id in known}
    for tie in ties:
        before[tie.after].append(tie)
        after[tie.before].append(tie)
    order = list(TopologicalSorter({id: [tie.before for tie in before[id]] for id in known}).static_order())
    starts = min((step.begins for step in known.values() if step.begins is not None), default=origin)
    earliest: dict[str, float] = {}
    for id in order:
        step = known[id]
        own = step.begins if step.begins is not None else starts
        earliest[id] = max([own, *(_start(tie, earliest[tie.before], known) for tie in before[id])])
    ends = max((earliest[id] + known[id].lasts for id in known), default=origin)
    latest: dict[str, float] = {}
    for id in reversed(order):
        limits = (_limit(tie, latest[tie.after], known) for tie in after[id])
        latest[id] = min([ends - known[id].lasts, *limits])
    timings = {id: Timing(earliest[id], latest[id], known[id].lasts) for id in order}
    return Plan(timings, starts, ends, _path(timings, before, known, ends))


def required(tie: Tie, starts: float, lasts: float, waits: float) -> float:
    """When a step may start that takes `waits`, behind one that starts then and takes `lasts`."""
    if tie.type == "FS":
        return starts + lasts + tie.lag
    if tie.type == "SS":
        return starts + tie.lag
    if tie.type == "FF":
        return starts + lasts + tie.lag - waits
    return starts + tie.lag - waits


def _start(tie: Tie, starts: float, steps: Mapping[str, Step]) -> float:
    return required(tie, starts, steps[tie.before].lasts, steps[tie.after].lasts)


def _limit(tie: Tie, starts: float, steps: Mapping[str, Step]) -> float:
    """When a step must start at the latest for the one behind it to start then."""
    return starts - (_start(tie, 0, steps))


def _path(
    timings: Mapping[str, Timing], before: Mapping[str, Sequence[Tie]], steps: Mapping[str, Step], ends: float
) -> Sequence[str]:
    """From the step that ends last, back over those that leave no time in between."""
    last = [id for id, timing in timings.items() if timing.earliest + timing.lasts >= ends - _MOMENT]
    path: list[str] = []
    at = last[0] if last else None
    while at is not None:
        path.insert(0, at)
        decided = [tie for tie in before[at] if _decides(tie, timings, steps)]
        at = decided[0].before if decided else None
    return path


def _decides(tie: Tie, timings: Mapping[str, Timing], steps: Mapping[str, Step]) -> bool:
    return _start(tie, timings[tie.before].earliest, steps) >= timings[tie.after].earliest - _MOMENT
