"""How much room the files of a workspace take: counted once, given back once, and never passed by much."""

from collections.abc import Iterator, Sequence

import pytest

from onetick.attachments import writing
from onetick.kernel import meter
from onetick.kernel.settings import settings
from onetick.kernel.table import Write
from tests.service import a_team
from tests.unit.tasks.desk import Desk
from tests.unit.trash.test_interrupted_purges import cut_off, hand_over

from .cabinet import CONTENT, announce, announcement, attach, member, now, path, send

SIZE = len(CONTENT)
SEEN = {"If-Match": "*"}


@pytest.fixture
def room_for_three(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A deployment in which a workspace has room for three of the files."""
    monkeypatch.setenv("ONETICK_WORKSPACE_BYTES", str(SIZE * 3 + 1))
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def used(desk: Desk) -> int:
    """How many of the files there is room taken for."""
    found = desk.ann.get(f"{desk.team.w}/storage").expect(200)
    assert found["used_bytes"] % SIZE == 0
    return int(found["used_bytes"]) // SIZE


def test_a_file_counts_once_it_is_there_until_it_is_deleted_for_ever(desk: Desk) -> None:
    task = desk.task()
    made = announce(desk, task)
    desk.service.deliver()
    assert used(desk) == 0
    send(desk, made)
    desk.service.deliver(times=3)
    assert used(desk) == 1
    desk.ann.patch(path(desk, made), {"name": "Other.txt"}).expect(200)
    desk.ann.delete(path(desk, made)).expect(204)
    desk.service.deliver()
    assert used(desk) == 1
    desk.ann.post(path(desk, made, "/restore")).expect(200)
    desk.ann.delete(path(desk, made)).expect(204)
    desk.service.deliver()
    desk.ann.delete(f"{desk.team.w}/trash/attachment/{made['id']}", headers=SEEN).expect(204)
    desk.service.deliver(times=2)
    assert used(desk) == 0


def test_what_is_rejected_or_never_arrives_takes_no_room(desk: Desk) -> None:
    task = desk.task()
    announce(desk, task)
    wrong = announce(desk, task, size=SIZE + 1)
    send(desk, wrong)
    late = announce(desk, task)
    send(desk, late)
    desk.service.clock.advance(days=2)
    desk.service.deliver()
    desk.team.sign_in_again()
    assert used(desk) == 0


def test_a_task_that_is_deleted_for_ever_gives_back_the_room_of_all_its_files_once(desk: Desk) -> None:
    task, other = desk.task(), desk.task("Another")
    for number in range(6):
        attach(desk, task, name=f"{number}.txt")
    attach(desk, other)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver()
    desk.ann.delete(f"{desk.team.w}/trash/task/{task['id']}", headers=SEEN).expect(204)
    purged = [event for event in desk.service.events() if event["type"].startswith("onetick.task.purged")]
    for at in range(1, 5):
        with cut_off(desk, at, after=bool(at % 2)):
            hand_over(purged)
    desk.service.deliver(times=2)
    assert used(desk) == 1


def test_a_file_that_is_deleted_for_ever_twice_at_once_gives_back_its_room_once(desk: Desk) -> None:
    task, other = desk.task(), desk.task("Another")
    for number in range(12):
        attach(desk, other, name=f"{number}.txt")
    made = attach(desk, task)
    desk.ann.delete(path(desk, made)).expect(204)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver()
    desk.ann.delete(f"{desk.team.w}/trash/task/{task['id']}", headers=SEEN).expect(204)
    purged = [event for event in desk.service.events() if event["type"].startswith("onetick.task.purged")]
    transact, met = desk.service.tables.transact, [0]

    def meeting(writes: Sequence[Write], *, token: str | None = None) -> None:
        if not met[0] and any(write.key.sk == f"attachment#{made['id']}" for write in writes):
            met[0] = 1
            desk.ann.delete(f"{desk.team.w}/trash/attachment/{made['id']}", headers=SEEN).expect(204)
        transact(writes, token=token)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.service.tables, "transact", meeting)
        hand_over(purged)
    desk.service.deliver(times=2)
    assert met == [1] and used(desk) == 12


@pytest.mark.usefixtures("room_for_three")
def test_when_there_is_no_room_nothing_is_announced_and_the_answer_says_how_much_there_is(desk: Desk) -> None:
    task = desk.task()
    for _ in range(3):
        attach(desk, task)
    refused = desk.ann.post(f"{desk.team.w}/attachments", announcement(task)).expect(422)
    assert (refused["code"], refused["used_bytes"], refused["limit_bytes"]) == (
        "quota_exceeded",
        SIZE * 3,
        SIZE * 3 + 1,
    )
    assert refused["errors"][0]["pointer"] == "/size"
    assert len(desk.ann.get(f"{desk.team.w}/tasks/{task['id']}/attachments").expect(200)["data"]) == 3


@pytest.mark.usefixtures("room_for_three")
def test_many_that_were_announced_while_there_was_room_do_not_pass_the_limit(desk: Desk) -> None:
    task = desk.task()
    made = [announce(desk, task, name=f"{number}.txt") for number in range(6)]
    for one in made:
        send(desk, one)
    desk.service.deliver(times=2)
    states = [(now(desk, one)["state"], now(desk, one)["reason"]) for one in made]
    assert sorted(states, key=str) == [("ready", None)] * 3 + [("rejected", "no_room")] * 3
    assert used(desk) == 3


@pytest.mark.usefixtures("room_for_three")
def test_files_of_a_task_that_becomes_part_of_another_count_too(desk: Desk) -> None:
    task, into = desk.task(), desk.task("Whole")
    attach(desk, task)
    attach(desk, task)
    desk.ann.post(desk.url(task, "/merge"), {"into_task_id": into["id"]}).expect(202)
    desk.service.deliver(times=2, rounds=40)
    # There was room for one copy.
    assert used(desk) == 3
    assert len(desk.ann.get(f"{desk.team.w}/tasks/{into['id']}/attachments").expect(200)["data"]) == 1


def test_a_file_from_before_there_was_a_count_is_counted_when_it_is_next_written(desk: Desk) -> None:
    with pytest.MonkeyPatch.context() as before:
        before.setattr(writing, "counted", lambda work, attachment: attachment)
        made, purged = attach(desk, desk.task()), attach(desk, desk.task())
    assert used(desk) == 0
    desk.ann.patch(path(desk, made), {"name": "Other.txt"}).expect(200)
    desk.ann.patch(path(desk, made), {"name": "Another.txt"}).expect(200)
    assert used(desk) == 1
    desk.ann.delete(path(desk, purged)).expect(204)
    assert used(desk) == 2


def test_only_admins_see_how_much_room_there_is_and_only_of_their_own(desk: Desk) -> None:
    member(desk, "Ed", "editor").get(f"{desk.team.w}/storage").expect(403)
    a_team(desk.service, "Elsewhere").owner.get(f"{desk.team.w}/storage").expect(404)


def test_attaching_costs_no_call_more(desk: Desk) -> None:
    task = desk.task()
    announce(desk, task)
    announce(desk, task)
    assert meter.snapshot().calls == 2
