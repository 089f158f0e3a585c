"""Put everything that depends on a task behind another, when that is more than one transaction holds.

The last of them first, so that the order holds at every moment. Who asked for it tries again soon, and
then finds the order right; who asked for a circle finds its path. So nothing is wrong when this is
done in vain, or is overtaken: the next time begins with what is then.
"""

from collections.abc import Sequence
from functools import partial

from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.problems import Problem
from onetick.kernel.work import Lost, Work

from .model import Node
from .ordering import everything_behind, node_of, places_for

AT_ONCE = 80


def order_dependencies(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Raise the task of the event, and all behind it, beyond the other."""
    node, above = node_of(work, occurrence.aggregate_id), node_of(work, occurrence.context["other_id"])
    if node is None or above is None or node.order > above.order:
        return
    try:
        nodes, below = everything_behind(work, node, above)
        raised = list(reversed(places_for(nodes, above, below)))
    except Problem:
        return
    for start in range(0, len(raised), AT_ONCE):
        perform(
            consumer,
            partial(_store, nodes=raised[start : start + AT_ONCE]),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(correlation_id=occurrence.correlation_id, event_id=occurrence.id),
        )


def _store(work: Work, nodes: Sequence[Node]) -> None:
    present = {node.task_id: node for node in work.find_many(Node, [node.own_key for node in nodes])}
    for node in nodes:
        if present[node.task_id].version != node.version:
            raise Lost("others change the same dependencies")
        work.save(node)
