"""How near a goal is: the weighted mean of all that counts for it."""

from collections.abc import Iterator
from dataclasses import replace

from .model import Goal


def worked_out(goal: Goal) -> Goal:
    """The goal with the progress that follows from it; closed goals and those told by hand keep theirs."""
    if goal.source == "manual" or goal.state == "closed":
        return goal
    return replace(goal, progress=automatic(goal))


def automatic(goal: Goal) -> float:
    """The progress that follows from key results, links and the goals below, in percent; 0 when nothing counts."""
    parts = list(_parts(goal))
    weights = sum(weight for weight, _ in parts)
    if weights <= 0:
        return 0.0
    return round(100 * sum(weight * share for weight, share in parts) / weights, 2)


def _parts(goal: Goal) -> Iterator[tuple[float, float]]:
    for result in goal.key_results:
        yield result.weight, result.share
    for link in (*goal.links, *goal.children):
        if link.share is not None:
            yield link.weight, link.share
