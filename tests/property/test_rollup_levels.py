"""Rollups over all levels are what can be counted, whatever happened, in any order, delivered by several at once."""

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from functions.consumers import count_subtasks, roll_up, trash_subtasks
from functions.fields import create_custom_field
from functions.tasks import create_task, delete_task, restore_task, set_parent, update_task
from onetick.kernel.triggers import Consumer
from onetick.tasks.model import Task
from tests.property.taskboard import Board, a_board, together

CONSUMERS: Sequence[Consumer] = (count_subtasks.handler, trash_subtasks.handler, roll_up.handler)
FUNCTIONS = {"count": None, "sum": "points", "max": "points", "average": "points", "percent_done": None}
DEEDS = ("create", "create", "move", "move", "points", "points", "finish", "reopen", "delete", "restore")
STEPS = 20
WORKERS = 3


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_after_any_history_rollups_are_what_can_be_counted(seed: int) -> None:
    chance = random.Random(seed)
    with a_board() as board:
        fields = {name: _rollup(board, name, source) for name, source in FUNCTIONS.items()}
        tasks = [board.task(str(number)) for number in range(5)]
        delivered = len(board.world.events())
        for _ in range(STEPS):
            _something(board, tasks, chance)
            if chance.random() < 0.3:
                delivered = _deliver(board, delivered, chance)
        while (reached := _deliver(board, delivered, chance)) != delivered:
            delivered = reached
        found = {id: board.world.find(Task, id=id) for id in tasks}
        alive = {id: task for id, task in found.items() if task.deleted_at is None}
        for id, task in alive.items():
            below = _below(alive, id)
            expected = {fields[name]: value for name, value in _counted(below).items() if value is not None}
            assert {key: task.custom_fields[key] for key in expected} == expected
            assert task.custom_fields.keys() == expected.keys()


def _rollup(board: Board, function: str, source: str | None) -> str:
    body = {
        "name": function,
        "type": "rollup",
        "function": function,
        "source": source,
        "levels": "all",
        "precision": 3,
        "project_id": board.project["id"],
    }
    return str(board.ann.call(create_custom_field.handler, body).expect(201)["id"])


def _counted(below: list[Task]) -> dict[str, Any]:
    """What a plain walk over all tasks finds."""
    points = [task.points for task in below if task.points is not None]
    done = sum(task.completed_at is not None for task in below)
    return {
        "count": len(below) or None,
        "sum": sum(points) if points else None,
        "max": max(points, default=None),
        "average": round(sum(points) / len(points), 3) if points else None,
        "percent_done": round(100 * done / len(below), 3) if below else None,
    }


def _below(alive: dict[str, Task], id: str) -> list[Task]:
    own = [one for one in alive.values() if one.parent_id == id]
    return [*own, *(deeper for one in own for deeper in _below(alive, one.id))]


def _something(board: Board, tasks: list[str], chance: random.Random) -> None:
    """One command, which may well be refused."""
    task_id, ann = chance.choice(tasks), board.ann
    board.world.clock.advance(seconds=1)
    match chance.choice(DEEDS):
        case "create":
            body = {"project_id": board.project["id"], "title": "New", "parent_id": task_id, "points": 1}
            answer = ann.call(create_task.handler, body)
            if answer.status == 201:
                tasks.append(answer.json["id"])
        case "move":
            ann.call(set_parent.handler, {"parent_id": chance.choice([*tasks, None])}, task_id=task_id)
        case "points":
            ann.call(update_task.handler, {"points": chance.choice([None, 1, 2, 3, 5, 8])}, task_id=task_id)
        case "finish":
            ann.call(update_task.handler, {"status": "done"}, task_id=task_id)
        case "reopen":
            ann.call(update_task.handler, {"status": "todo"}, task_id=task_id)
        case "delete":
            ann.call(delete_task.handler, task_id=task_id)
        case "restore":
            ann.call(restore_task.handler, task_id=task_id)


def _deliver(board: Board, delivered: int, chance: random.Random) -> int:
    """Carry what happened by then to its consumers, some of it twice, in any order, by several at once."""
    events = board.world.events()
    batch = [event for event in events[delivered:] for _ in range(chance.choice([1, 1, 2]))]
    chance.shuffle(batch)

    def worker(number: int) -> Callable[[], None]:
        def carry() -> None:
            for event in batch[number::WORKERS]:
                for consumer in CONSUMERS:
                    if event["type"] in {kind.wire_type for kind in consumer.types}:
                        _hand_over(consumer, event)

        return carry

    together([worker(number) for number in range(WORKERS)])
    return len(events)


def _hand_over(consumer: Consumer, event: dict[str, Any]) -> None:
    message = {"messageId": "1", "body": json.dumps({"detail": event}), "attributes": {}}
    for _ in range(20):
        if consumer({"Records": [message]}, None) == {"batchItemFailures": []}:
            return
    raise AssertionError("never taken")
