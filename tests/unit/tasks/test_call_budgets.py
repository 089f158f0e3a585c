"""How many calls to the database each request makes: the promise of the design.

The rate limit's update is not counted: one in ten writes and twenty reads makes it. "Warm" means
that the process has seen the task before; "cold" that it has not, so that the task's project must be
read after the task.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.requests.rate import Limiter
from onetick.tasks import guesses
from tests.service import Answer

from .desk import Desk


@pytest.fixture(autouse=True)
def _unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})


def calls(act: Callable[[], Answer]) -> int:
    """How many calls a request makes that must succeed."""
    answer = act()
    assert answer.status < 300, answer.text
    return meter.snapshot().calls


def forget() -> None:
    """Make the process cold."""
    for memory in (guesses._projects, guesses._tasks, guesses._recent):
        memory.clear()


def reading(desk: Desk, *paths: str) -> dict[str, tuple[int, int]]:
    """How many calls it takes to read each of these, warm and cold."""
    return {path: costs(partial(desk.ann.get, path)) for path in paths}


def costs(act: Callable[[], Answer]) -> tuple[int, int]:
    """How many calls a request makes warm and cold."""
    warm = calls(act)
    forget()
    return warm, calls(act)


def test_a_task_is_read_in_one_call_by_its_id_and_two_by_its_key(desk: Desk) -> None:
    task = desk.task()
    assert costs(lambda: desk.ann.get(desk.url(task))) == (1, 2)
    assert costs(lambda: desk.ann.get(f"{desk.team.w}/tasks/LAU-1")) == (2, 2)


def test_whoever_was_in_the_project_lately_reads_its_tasks_in_one_call(desk: Desk) -> None:
    one, two = desk.tasks(2)
    forget()
    assert calls(lambda: desk.ann.get(desk.url(one))) == 2
    assert calls(lambda: desk.ann.get(desk.url(two))) == 1


def test_without_a_role_of_ones_own_a_task_costs_no_more(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task()
    assert costs(lambda: ben.get(desk.url(task))) == (1, 2)


def test_a_task_is_created_in_two_calls_with_assignees_and_mentions_too(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    body = {"project_id": desk.project["id"], "title": "New", "assignee_ids": [ben.id], "description": f"@{ben.id}"}
    assert costs(lambda: desk.ann.post(f"{desk.team.w}/tasks", body)) == (2, 2)


def test_a_task_is_changed_in_two_calls(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task()
    versions: dict[str, list[Any]] = {
        "title": ["a", "b"],
        "status": ["done", "todo"],
        "assignee_ids": [[ben.id], []],
        "description": [f"@{ben.id}", f"@{desk.ann.id}"],
        "due_at": ["2030-01-01T00:00:00Z", None],
    }
    for name, values in versions.items():
        bodies = iter([{name: value} for value in values])

        def change(bodies: Iterator[dict[str, Any]] = bodies) -> Answer:
            return desk.ann.patch(desk.url(task), next(bodies))

        assert costs(change) == (2, 3), name


def test_a_task_is_moved_in_two_calls_or_three_with_one_neighbour(desk: Desk) -> None:
    one, two, three, four = desk.tasks(4)
    sections = iter([desk.sections["Done"], desk.sections["To do"]])
    assert costs(lambda: desk.move(four, section_id=next(sections))) == (2, 3)
    both = iter([{"after_id": one["id"], "before_id": two["id"]}, {"after_id": two["id"], "before_id": three["id"]}])
    assert costs(lambda: desk.move(four, **next(both))) == (2, 3)
    single = iter([{"before_id": one["id"]}, {"after_id": two["id"]}])
    assert costs(lambda: desk.move(four, **next(single))) == (3, 4)


def test_a_task_changes_its_status_in_two_calls_with_a_comment_too(desk: Desk) -> None:
    task = desk.task()
    statuses = iter(["done", "todo"])
    body = {"comment": "Because"}
    assert costs(lambda: desk.ann.post(desk.url(task, "/transition"), {**body, "status": next(statuses)})) == (2, 3)


def test_other_writes_of_a_task_take_two_calls(desk: Desk) -> None:
    ben, cat = desk.team.join("Ben"), desk.team.join("Cat")
    one, two = desk.tasks(2)
    tasks = iter([one, two])
    assert costs(lambda: desk.ann.delete(desk.url(next(tasks)))) == (2, 3)
    tasks = iter([one, two])
    calls(lambda: desk.ann.get(f"{desk.team.w}/tasks?filter[trashed]=true"))
    assert costs(lambda: desk.ann.post(desk.url(next(tasks), "/restore"))) == (2, 3)
    assert costs(lambda: desk.ann.post(desk.url(one, "/duplicate"), {})) == (2, 3)
    watchers = iter([ben, cat])
    assert costs(lambda: desk.ann.put(desk.url(one, f"/watchers/{next(watchers).id}"))) == (2, 3)
    watchers = iter([ben, cat])
    assert costs(lambda: desk.ann.delete(desk.url(one, f"/watchers/{next(watchers).id}"))) == (2, 3)


def test_lists_take_two_calls_or_three_over_unknown_projects(desk: Desk) -> None:
    desk.task(assignee_ids=[desk.ann.id])
    path, project = f"{desk.team.w}/tasks", f"filter[project_id]={desk.project['id']}"
    of_project = [f"{path}?{project}{sort}" for sort in ("", "&sort=due_at", "&sort=-created_at")]
    assert set(reading(desk, *of_project).values()) == {(2, 2)}
    assert set(reading(desk, path, f"{path}?filter[assignee_id]=me").values()) == {(2, 3)}


def test_history_comments_and_watchers_take_two_calls(desk: Desk) -> None:
    task = desk.task(assignee_ids=[desk.team.join("Ben").id])
    paths = [desk.url(task, f"/{what}") for what in ("history", "comments", "watchers")]
    assert set(reading(desk, *paths).values()) == {(2, 3)}


def test_a_board_takes_two_calls_until_columns_are_longer_than_a_window(desk: Desk) -> None:
    for status in ("todo", "in_progress", "done"):
        for number in range(3):
            desk.task(str(number), status=status)
    desk.service.deliver()
    path = f"{desk.team.w}/projects/{desk.project['id']}/board"
    assert costs(lambda: desk.ann.get(path)) == (2, 2)
    # Then it is one more for each longer column but the last.
    assert costs(lambda: desk.ann.get(f"{path}?limit=2")) == (4, 4)
    [column, *_] = desk.ann.get(f"{path}?limit=2").json["columns"]
    further = f"{path}?limit=2&section_id={column['section']['id']}&cursor={column['page']['next_cursor']}"
    assert costs(lambda: desk.ann.get(further)) == (2, 2)


def test_comments_are_written_in_two_calls_and_read_in_one(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task()
    body = {"body_md": f"Look @{ben.id}"}
    assert costs(lambda: desk.ann.post(desk.url(task, "/comments"), body)) == (2, 3)
    comment = desk.ann.post(desk.url(task, "/comments"), body).json
    path = f"{desk.team.w}/comments/{comment['id']}"
    assert costs(lambda: desk.ann.get(path)) == (1, 2)
    texts = iter([f"@{desk.ann.id}", f"@{ben.id}"])
    assert costs(lambda: desk.ann.patch(path, {"body_md": next(texts)})) == (2, 3)
    assert calls(lambda: desk.ann.delete(path)) == 2
    assert calls(lambda: desk.ann.post(f"{path}/restore")) == 2
    forget()
    assert calls(lambda: desk.ann.delete(path)) == 3


def test_events_are_consumed_in_two_calls(desk: Desk) -> None:
    from functions.consumers import count_columns

    desk.task()
    [created] = [event for event in desk.service.events() if event["type"] == "onetick.task.created.v1"]
    meter.reset()
    desk.service._hand_over(count_columns.handler, {"detail-type": created["type"], "detail": created}, 1)
    # Its marker and the counts are read one after the other.
    assert meter.snapshot().calls == 3
