"""The largest that a request may ask for fits into one read, one transaction and one event on the bus."""

import json

import pytest

from onetick.kernel.delivery.relaying import MAX_BYTES
from onetick.kernel.table import Write
from onetick.tasks.model import MAX_ASSIGNEES, MAX_MENTIONS

from .desk import Desk

WIDEST = "\U0001f600"


def crowd(desk: Desk, count: int) -> list[str]:
    """So many members."""
    people = []
    for number in range(count):
        desk.service.clock.advance(seconds=5)
        people.append(desk.team.join(f"P{number}").id)
    return people


def test_everything_about_a_task_changes_in_one_transaction(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    people = crowd(desk, 2 * MAX_ASSIGNEES)
    first, second, last = people[:MAX_ASSIGNEES], people[MAX_ASSIGNEES:], people[-MAX_MENTIONS:]
    task = desk.task(
        assignee_ids=first,
        due_at="2030-01-01T00:00:00Z",
        description=" ".join(f"@{one}" for one in first[:MAX_MENTIONS]),
    )
    sizes: list[int] = []
    transact = desk.service.tables.transact

    def counted(writes: list[Write], *, token: str | None = None) -> None:
        sizes.append(len(writes))
        transact(writes, token=token)

    monkeypatch.setattr(desk.service.tables, "transact", counted)
    body = {
        "title": "All new",
        "description": " ".join(f"@{one}" for one in last),
        "assignee_ids": second,
        "due_at": "2030-02-01T00:00:00Z",
        "priority": "urgent",
        "status": "done",
    }
    changed = desk.ann.patch(desk.url(task), body, headers={"Idempotency-Key": "k"}).expect(200)
    assert (changed["assignee_ids"], changed["watcher_count"]) == (second, 1 + 2 * MAX_ASSIGNEES)
    assert 70 < sizes[-1] <= 100
    assert desk.emitted().count("task.mentioned") == 2 * MAX_MENTIONS


def test_the_longest_texts_fit_the_bus(desk: Desk) -> None:
    task = desk.task(WIDEST * 500, description=WIDEST * 25_000)
    desk.change(task, title="x" + WIDEST * 499, description="x" + WIDEST * 24_999)
    comment = desk.ann.post(desk.url(task, "/comments"), {"body_md": WIDEST * 10_000}).expect(201)
    path = f"{desk.team.w}/comments/{comment['id']}"
    desk.ann.patch(path, {"body_md": "x" + WIDEST * 9_999}).expect(200)
    for event in desk.service.events():
        assert len(json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()) < MAX_BYTES - 1000
    assert desk.now(task)["description"].startswith("x")
