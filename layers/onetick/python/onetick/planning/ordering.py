"""The order of what waits for what: whatever waits comes behind what it waits for, so there is no circle.

Each task with dependencies has a place in one order, a text (see `Node`), and every dependency leads
from a lower place to a higher one. A new dependency mostly does so already, or one of the two tasks
has no place yet and gets one on the right side; then nothing else need be read. Otherwise the task
that shall wait, and all behind it up to the place of the other, are raised beyond that place. They
are found by following what waits for what from there. Whoever meets the other task on the way has
found a circle, and its path.

Concurrent edits keep this without a lock. A dependency is stored with the places of both its tasks
at once, under the condition that nobody has changed either. And a place only ever rises: whoever
raises a task below another may rely on the place that was read of the other, as by the commit it is
at least as high. No other task needs to stand still.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fractional_indexing import generate_key_between, generate_n_keys_between

from onetick.kernel.problems import Conflict, DependencyCycle, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.ranks import MAX_LENGTH, at_end
from onetick.tasks.seeing import in_words, path_of

from .model import Node
from .store import ORDER

STEPS = 8
"""So many steps are read one by one; from then on stretches of a project's order are read at once."""
STRETCH = 300
MOST = 1_000
"""How many tasks are looked at; whatever is wider is no plan that a person made."""


class TooMany(Exception):
    """More tasks would have to be raised than one transaction holds."""


@dataclass(slots=True)
class _Region:
    """What was found behind a task, up to a place: each with the one that it was found from; and what lies beyond."""

    nodes: dict[str, Node] = field(default_factory=dict)
    found_from: dict[str, str | None] = field(default_factory=dict)
    beyond: list[str] = field(default_factory=list)
    """The places right beyond it, which its tasks must stay below."""


def node_of(work: Work, task_id: str) -> Node | None:
    """The place of a task in the order, if it has one."""
    return work.find(Node, Node.key(org_id=work.org_id, task_id=task_id))


def first_places(
    work: Work, first: Node | None, second: Node | None, wanted: tuple[str, str] | None = None
) -> tuple[str, str]:
    """The places of two tasks of which at most one has one already, the first below; as wanted, if that fits."""
    if wanted is not None:
        low, high = first.order if first else wanted[0], second.order if second else wanted[1]
        if low < high:
            return low, high
    if first is None and second is None:
        start = at_end(work.instant)
        return start, generate_key_between(start, None)
    if first is None:
        assert second is not None
        return generate_key_between(None, second.order), second.order
    return first.order, generate_key_between(first.order, None)


def raised(work: Work, node: Node, above: Node, *, most: int) -> Sequence[Node]:
    """A task and all behind it that must be raised, so that they come behind another; the task itself first.

    Raises DependencyCycle, with the path, when the other waits for the task; TooMany when there are
    more than `most`; Unprocessable when there is no end to it.
    """
    region = _behind(work, node, above)
    if len(region.nodes) > most:
        raise TooMany()
    return places_for(region.nodes, above, min(region.beyond, default=None))


def everything_behind(work: Work, node: Node, above: Node) -> tuple[Mapping[str, Node], str | None]:
    """All that must be raised beyond another task, and the place that it must stay below."""
    region = _behind(work, node, above)
    return region.nodes, min(region.beyond, default=None)


def places_for(nodes: Mapping[str, Node], above: Node, below: str | None) -> Sequence[Node]:
    """The tasks at new places between two, in the order that they are in."""
    ordered = sorted(nodes.values(), key=lambda node: node.order)
    places = generate_n_keys_between(above.order, below, len(ordered))
    if max(map(len, places)) > MAX_LENGTH:
        raise Conflict("Too much was put between these tasks. Take some of their dependencies away first.")
    return [replace(node, order=place) for node, place in zip(ordered, places, strict=True)]


def _behind(work: Work, node: Node, above: Node) -> _Region:
    """The task and all that waits for it, directly or not, and is not beyond the other's place yet."""
    region = _Region(nodes={node.task_id: node}, found_from={node.task_id: None})
    read: set[str] = set()
    frontier, steps = [node], 0
    while frontier:
        following = {one: at.task_id for at in frontier for one in at.after if one not in region.found_from}
        region.found_from |= following
        if above.task_id in following:
            raise _circle(work, region, above)
        if len(region.found_from) > MOST:
            raise Unprocessable(f"More than {MOST} tasks depend on this one, too many to put behind another.")
        if steps >= STEPS and not read.issuperset(following):
            read |= _read_stretch(work, frontier, above)
        work.prefetch(Node.key(org_id=work.org_id, task_id=one) for one in following)
        frontier, steps = [], steps + 1
        for found in (node_of(work, one) for one in following):
            if found is None:
                continue
            if found.order > above.order:
                region.beyond.append(found.order)
            else:
                region.nodes[found.task_id] = found
                frontier.append(found)
    return region


def _read_stretch(work: Work, frontier: Sequence[Node], above: Node) -> set[str]:
    """Read the next of the project's tasks in their order, as they are; which.

    The index may lag behind, so it only tells which.
    """
    first = min(frontier, key=lambda node: node.order)
    asked = ORDER.of(
        org_id=work.org_id, project_id=first.project_id, after=f"{first.order}#", before=f"{above.order}#~"
    )
    ids = {node.task_id for node in work.some(asked, limit=STRETCH)}
    work.prefetch(Node.key(org_id=work.org_id, task_id=one) for one in ids)
    return ids


def _circle(work: Work, region: _Region, above: Node) -> DependencyCycle:
    path, at = [above.task_id], region.found_from[above.task_id]
    while at is not None:
        path, at = [at, *path], region.found_from[at]
    way = path_of(work, [above.task_id, *path])
    return DependencyCycle(f"A task cannot wait for itself: {in_words(way)}.", extra={"path": way})
