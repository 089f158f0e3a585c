"""The graph of dependencies under concurrent edits with real threads: never a circle, and nothing refused wrongly."""

import random
from collections.abc import Callable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from functions.consumers import order_dependencies as ordering_consumer
from functions.planning import put_dependency, remove_dependency
from onetick.kernel.problems import Conflict, DependencyCycle, NotFound
from onetick.kernel.work import Recorded, Work
from onetick.planning import put_dependency as putting
from onetick.planning.model import Node
from onetick.planning.schemas import NewDependency
from onetick.tasks.model import Task
from tests.property.taskboard import Board, a_board, together

WRITERS = 6
TIMES = 25
TASKS = 10


def graph(board: Board, tasks: Sequence[str]) -> Mapping[str, set[str]]:
    """What each task waits for; both tasks and the order agree about it."""
    found: dict[str, set[str]] = {}
    for id in tasks:
        task, node = board.world.find(Task, id=id), board.world.find(Node, task_id=id)
        found[id] = {one.task_id for one in task.blocked_by}
        assert {one.task_id for one in task.blocks} == set(node.after if node else ())
        for after in node.after if node else ():
            assert node.order < board.world.find(Node, task_id=after).order
    for id, waits in found.items():
        for other in waits:
            assert id in {one.task_id for one in board.world.find(Task, id=other).blocks}
    return found


def put(task_id: str, other_id: str, board: Board) -> Callable[[Work], Task]:
    """Let a task wait for another."""

    def act(work: Work) -> Task:
        task, other = board.read(work, task_id, other_id)
        return putting.put_dependency(work, task, other, NewDependency())

    return act


def remove(task_id: str, other_id: str, board: Board) -> Callable[[Work], Task]:
    """Let it wait no longer."""
    from onetick.planning.remove_dependency import remove_dependency as removing

    def act(work: Work) -> Task:
        task, other = board.read(work, task_id, other_id)
        return removing(work, task, other)

    return act


def test_no_circle_closes_however_many_edit_at_once() -> None:
    with a_board() as board:
        tasks = [board.task(str(number)) for number in range(TASKS)]

        def writer(seed: int) -> Callable[[], int]:
            chance = random.Random(seed)

            def many() -> int:
                circles = 0
                for _ in range(TIMES):
                    one, two = chance.sample(tasks, 2)
                    try:
                        if chance.random() < 0.7:
                            board.act(put_dependency.handler, put(one, two, board))
                        else:
                            board.act(remove_dependency.handler, remove(one, two, board))
                    except DependencyCycle:
                        circles += 1
                    except NotFound:
                        pass
                return circles

            return many

        refused = sum(together([writer(seed) for seed in range(WRITERS)]))
        try:
            list(TopologicalSorter(graph(board, tasks)).static_order())
        except CycleError as circle:
            raise AssertionError(circle.args) from circle
        assert refused > 0, "nobody tried"


@settings(max_examples=25, deadline=None)
@given(
    pairs=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=40),
    most=st.sampled_from([1, 3, 100]),
)
@example(pairs=[(1, 0, True), (2, 1, True), (4, 3, True), (5, 4, True), (0, 5, True), (3, 2, True)], most=1)
def test_a_dependency_is_refused_exactly_when_it_would_close_a_circle(
    pairs: list[tuple[int, int, bool]], most: int
) -> None:
    """Whatever was put and taken away before, and however little one transaction holds."""
    limit, putting.ROOM = putting.ROOM, most + 4
    try:
        with a_board() as board:
            tasks = [board.task(str(number)) for number in range(8)]
            waits: dict[int, set[int]] = {number: set() for number in range(8)}
            for one, two, adds in pairs:
                if not adds:
                    _try_to_remove(board, tasks[one], tasks[two], expected=two in waits[one])
                    waits[one].discard(two)
                    continue
                circle = one == two or _leads(waits, two, one)
                assert _put(board, tasks[one], tasks[two]) is not circle
                if not circle:
                    waits[one].add(two)
            found = graph(board, tasks)
            assert found == {tasks[one]: {tasks[two] for two in others} for one, others in waits.items()}
    finally:
        putting.ROOM = limit


def _put(board: Board, task_id: str, other_id: str) -> bool:
    """Whether it could be done; where it takes a moment, the second time."""
    for _ in range(2):
        try:
            board.act(put_dependency.handler, put(task_id, other_id, board))
        except DependencyCycle:
            return False
        except Recorded as later:
            assert isinstance(later.problem, Conflict)
            _put_in_order(board, task_id, other_id)
            continue
        return True
    raise AssertionError("it was to be done by now")


def _put_in_order(board: Board, task_id: str, other_id: str) -> None:
    """What the consumer does with the event that the refusal leaves."""
    from onetick.kernel.delivery.consuming import Occurrence
    from onetick.kernel.performing import Cause, perform
    from onetick.planning.order_dependencies import order_dependencies

    occurrence = Occurrence.of(
        {
            "id": "e",
            "type": "onetick.task.order_requested.v1",
            "time": "2030-01-01T00:00:00Z",
            "tenantid": board.world.org_id,
            "workspaceid": board.world.workspace_id,
            "actorid": "usr",
            "actortype": "user",
            "aggregateid": task_id,
            "aggregateversion": 1,
            "data": {"resource": {}, "previous": {}, "changed": [], "context": {"other_id": other_id}},
        }
    )
    perform(
        ordering_consumer.handler,
        lambda work: order_dependencies(ordering_consumer.handler, work, occurrence),
        org_id=board.world.org_id,
        workspace_id=board.world.workspace_id,
        cause=Cause(correlation_id="c"),
    )


def _try_to_remove(board: Board, task_id: str, other_id: str, *, expected: bool) -> None:
    try:
        board.act(remove_dependency.handler, remove(task_id, other_id, board))
    except NotFound:
        assert not expected
    else:
        assert expected


def _leads(waits: Mapping[int, set[int]], start: int, end: int) -> bool:
    """Whether one waits for the other, directly or not."""
    return any(one == end or _leads(waits, one, end) for one in waits[start])
