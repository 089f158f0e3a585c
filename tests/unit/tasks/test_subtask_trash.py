"""Subtasks go to the trash with their parent, and come back with it."""

import json
from collections.abc import Mapping

import pytest

from functions.consumers import trash_subtasks as consumer
from onetick.kernel.work import Work

from .desk import Desk
from .test_subtasks import chain, numbers


def trash(desk: Desk) -> list[str]:
    """The titles in the trash."""
    return sorted(desk.listed("filter[trashed]=true&limit=100"))


def delete(desk: Desk, task: dict[str, str]) -> None:
    desk.ann.delete(desk.url(task)).expect(204)


def restore(desk: Desk, task: dict[str, str]) -> dict[str, object]:
    restored: dict[str, object] = desk.ann.post(desk.url(task, "/restore")).expect(200)
    return restored


def test_subtasks_of_all_levels_go_and_come_back_with_their_parent(desk: Desk) -> None:
    tasks = chain(desk, 5)
    desk.subtask(tasks[0], "Sibling", status="done")
    desk.service.deliver(rounds=30)
    before = numbers(desk, tasks[0])
    delete(desk, tasks[0])
    desk.service.deliver(times=2, rounds=30)
    assert trash(desk) == ["0", "1", "2", "3", "4", "Sibling"]
    assert desk.column("To do") == []
    restore(desk, tasks[0])
    desk.service.deliver(times=2, rounds=30)
    assert trash(desk) == []
    assert desk.subtasks(tasks[0]) == ["1", "Sibling"]
    assert [desk.subtasks(task) for task in tasks[1:]] == [["2"], ["3"], ["4"], []]
    assert numbers(desk, tasks[0]) == before == (1, 2, 1, 5)


def test_it_says_with_whom_a_subtask_went(desk: Desk) -> None:
    parent = desk.task("Parent")
    task = desk.subtask(parent)
    delete(desk, parent)
    desk.service.deliver()
    [row] = [event for event in desk.service.events() if event["type"] == "onetick.task.deleted.v1"][1:]
    assert (row["aggregateid"], row["data"]["context"]) == (task["id"], {"with": parent["id"]})
    assert row["data"]["resource"]["deleted_with"] == parent["id"]


def test_what_was_in_the_trash_before_its_parent_stays_there(desk: Desk) -> None:
    parent = desk.task("Parent")
    alone, _ = desk.subtask(parent, "Alone"), desk.subtask(parent, "Together")
    delete(desk, alone)
    desk.service.deliver()
    delete(desk, parent)
    desk.service.deliver()
    restore(desk, parent)
    desk.service.deliver()
    assert (trash(desk), desk.subtasks(parent)) == (["Alone"], ["Together"])
    restore(desk, alone)
    desk.service.deliver()
    assert desk.subtasks(parent) == ["Alone", "Together"]
    assert numbers(desk, parent) == (0, 2, 0, 2)


def test_a_subtask_is_restored_without_its_parent_as_nobodys(desk: Desk) -> None:
    parent = desk.task("Parent")
    one, _ = desk.subtask(parent, "One"), desk.subtask(parent, "Two")
    desk.service.deliver()
    delete(desk, parent)
    desk.service.deliver()
    assert restore(desk, one)["parent_id"] is None
    desk.service.deliver()
    assert desk.column("To do") == ["One"]
    restore(desk, parent)
    desk.service.deliver()
    assert (desk.subtasks(parent), numbers(desk, parent)) == (["Two"], (0, 1, 0, 1))


def test_a_parent_that_is_back_before_anything_happened_keeps_its_subtasks(desk: Desk) -> None:
    parent = desk.task("Parent")
    desk.subtask(parent, "One")
    delete(desk, parent)
    restore(desk, parent)
    desk.service.deliver(times=2)
    assert (trash(desk), desk.subtasks(parent), numbers(desk, parent)) == ([], ["One"], (0, 1, 0, 1))


def test_a_subtask_that_is_born_while_its_parent_goes_follows_it(desk: Desk) -> None:
    parent, stray = desk.tasks(2)
    transact = desk.service.tables.transact
    first = True

    def late(writes: object, *, token: str | None = None) -> None:
        nonlocal first
        if first:
            first = False
            delete(desk, parent)
        transact(writes, token=token)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.service.tables, "transact", late)
        desk.subtask(parent, "Born late")
    assert desk.column("To do") == ["2", "Born late"]
    desk.service.deliver(rounds=30)
    assert trash(desk) == ["1", "Born late"]
    restore(desk, parent)
    desk.service.deliver(rounds=30)
    assert (desk.subtasks(parent), numbers(desk, parent)) == (["Born late"], (0, 1, 0, 1))
    assert desk.now(stray)["deleted_at"] is None


@pytest.mark.parametrize("survives", range(6))
def test_a_delivery_that_breaks_off_goes_on_where_it_stopped(desk: Desk, survives: int) -> None:
    parent = desk.task("Parent")
    for number in range(3):
        desk.subtask(parent, str(number))
    desk.service.deliver()
    delete(desk, parent)
    commit, left = Work.commit, survives

    def breaking(self: Work, *more: object) -> None:
        nonlocal left
        if self.request.operation == consumer.handler.operation:
            if left == 0:
                left = -1
                raise ConnectionError("killed")
            left -= 1
        commit(self, *more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Work, "commit", breaking)
        event = desk.service.events()[-1]
        message = {"detail": event}
        _hand_over(desk, message)
    _hand_over(desk, message)
    desk.service.deliver(times=2, rounds=30)
    assert trash(desk) == ["0", "1", "2", "Parent"]
    assert desk.emitted().count("task.deleted") == 4


def _hand_over(desk: Desk, message: Mapping[str, object]) -> None:
    consumer.handler({"Records": [{"messageId": "1", "body": json.dumps(message), "attributes": {}}]}, None)
