"""Subtasks under concurrent edits with real threads: nobody is ever below themselves, and the numbers add up."""

import random
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.consumers import count_subtasks, trash_subtasks
from functions.tasks import create_task, delete_task, restore_task, set_parent, update_task
from onetick.kernel.problems import DependencyCycle, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.family import Lineage
from onetick.tasks.model import Task
from onetick.tasks.schemas import Parent
from onetick.tasks.set_parent import set_parent as setting
from tests.property.taskboard import Board, a_board, together

WRITERS = 6
TIMES = 25
TASKS = 8


def parents(board: Board, tasks: list[str]) -> dict[str, str | None]:
    """Whose subtask each task is, as the task says, which must be what its lineage says."""
    found = {}
    for id in tasks:
        task, lineage = (
            board.world.find(cls, **place) for cls, place in ((Task, {"id": id}), (Lineage, {"task_id": id}))
        )
        assert (lineage.parent_id if lineage else None) == task.parent_id
        found[id] = task.parent_id
    return found


def test_no_circle_closes_however_many_move_tasks_at_once() -> None:
    with a_board() as board:
        tasks = [board.task(str(number)) for number in range(TASKS)]
        refused = 0

        def move(task_id: str, parent_id: str | None) -> Callable[[Work], Task]:
            def act(work: Work) -> Task:
                [task] = board.read(work, task_id)
                return setting(work, task, Parent(parent_id=parent_id))

            return act

        def writer(seed: int) -> Callable[[], int]:
            chance = random.Random(seed)

            def many() -> int:
                circles = 0
                for _ in range(TIMES):
                    task_id, parent_id = chance.choice(tasks), chance.choice([*tasks, None])
                    try:
                        board.act(set_parent.handler, move(task_id, parent_id))
                    except (DependencyCycle, Unprocessable):
                        circles += 1
                return circles

            return many

        refused = sum(together([writer(seed) for seed in range(WRITERS)]))
        above = parents(board, tasks)
        for start in tasks:
            seen, at = [start], above[start]
            while at is not None:
                assert at not in seen, "a circle"
                seen, at = [*seen, at], above[at]
        assert refused > 0, "nobody tried"


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), times=st.integers(1, 2))
def test_after_any_history_the_numbers_are_what_can_be_counted(seed: int, times: int) -> None:
    chance = random.Random(seed)
    with a_board() as board:
        tasks = [board.task(str(number)) for number in range(5)]
        delivered = 0
        for _ in range(25):
            delivered = _something(board, tasks, chance, delivered, times)
        _deliver(board, delivered, times)
        alive = {id: task for id in tasks if (task := board.world.find(Task, id=id)).deleted_at is None}
        for id, task in alive.items():
            own = [one for one in alive.values() if one.parent_id == id]
            below = _below(alive, id)
            numbers = task.subtasks
            assert (numbers.done, numbers.total) == (_done(own), len(own))
            assert (numbers.all_done, numbers.all_total) == (_done(below), len(below))
            assert all(alive.get(one.parent_id) for one in own)


def _something(board: Board, tasks: list[str], chance: random.Random, delivered: int, times: int) -> int:
    """One command, which may well be refused; or a delivery of what happened so far."""
    task_id, ann = chance.choice(tasks), board.ann
    match chance.choice(["create", "move", "move", "finish", "reopen", "delete", "restore", "deliver"]):
        case "create":
            body = {"project_id": board.project["id"], "title": "New", "parent_id": task_id}
            answer = ann.call(create_task.handler, body)
            if answer.status == 201:
                tasks.append(answer.json["id"])
        case "move":
            body = {"parent_id": chance.choice([*tasks, None])}
            assert ann.call(set_parent.handler, body, task_id=task_id).status in (200, 409, 410, 422)
        case "finish":
            assert ann.call(update_task.handler, {"status": "done"}, task_id=task_id).status in (200, 410)
        case "reopen":
            assert ann.call(update_task.handler, {"status": "todo"}, task_id=task_id).status in (200, 410)
        case "delete":
            assert ann.call(delete_task.handler, task_id=task_id).status in (204, 410)
        case "restore":
            assert ann.call(restore_task.handler, task_id=task_id).status in (200, 409)
        case _:
            return _deliver(board, delivered, times, shuffled=chance)
    board.world.clock.advance(seconds=1)
    return delivered


def _deliver(board: Board, delivered: int, times: int, shuffled: random.Random | None = None) -> int:
    """Carry every event to its consumers, some twice, and in any order."""
    import json

    for _ in range(60):
        events = board.world.events()
        batch = events[delivered:]
        if not batch:
            return delivered
        delivered = len(events)
        if shuffled is not None:
            shuffled.shuffle(batch)
        for event in batch * times:
            for consumer in (count_subtasks.handler, trash_subtasks.handler):
                if event["type"] in {kind.wire_type for kind in consumer.types}:
                    message = {"messageId": "1", "body": json.dumps({"detail": event}), "attributes": {}}
                    assert consumer({"Records": [message]}, None) == {"batchItemFailures": []}
    raise AssertionError("events without an end")


def _below(alive: dict[str, Task], id: str) -> list[Task]:
    own = [one for one in alive.values() if one.parent_id == id]
    return [*own, *(deeper for one in own for deeper in _below(alive, one.id))]


def _done(tasks: list[Task]) -> int:
    return sum(task.completed_at is not None for task in tasks)
