"""Wherever the worker dies that merges a task, or is told twice, everything is taken over exactly once."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from functions.workers.carry_over_task import handler as worker
from onetick.kernel.adapters.memory import MemoryTables
from onetick.merging import carry_over, carry_ties
from tests.property.test_template_crash import Press
from tests.property.working_off import FAULTS
from tests.service import a_team, running
from tests.unit.attachments.cabinet import attach
from tests.unit.tasks.desk import Desk, a_desk

ROWS = 3


class Merging:
    """A task that has something of everything, the one that it is merged into, and the job that still has to do it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        task = desk.task("Twice", description="What it was about")
        self.into = desk.task("Once")
        self.others = [desk.task(f"Before {number}") for number in range(ROWS)]
        for other in self.others:
            desk.ann.put(desk.url(task, f"/dependencies/{other['id']}"), {}).expect(200)
        for number in range(ROWS):
            desk.subtask(task, f"Part {number}")
            body = {"task_id": task["id"], "minutes": 10 + number, "spent_on": "2029-01-02"}
            desk.ann.post(f"{desk.team.w}/time-entries", body).expect(201)
            said = desk.ann.post(desk.url(task, "/comments"), {"body_md": f"Comment {number}"}).expect(201)
            replies = f"{desk.team.w}/comments/{said['id']}/replies"
            desk.ann.post(replies, {"body_md": f"Reply {number}"}).expect(201)
            desk.service.clock.advance(seconds=1)
            attach(desk, task, name=f"File {number}")
        desk.service.deliver(rounds=20)
        job = desk.ann.post(desk.url(task, "/merge"), {"into_task_id": self.into["id"]}).expect(202)
        assert isinstance(desk.service.tables, MemoryTables)
        self.press = Press(desk.service, desk.team, job, worker, desk.service.tables.snapshot())

    def assert_taken_over_once(self) -> None:
        desk, into = self.desk, self.into
        self.press.ended()
        waits = desk.now(into)["dependencies"]["blocked_by"]
        assert Counter(one["id"] for one in waits) == Counter(one["id"] for one in self.others)
        assert Counter(desk.subtasks(into)) == Counter(f"Part {number}" for number in range(ROWS))
        spent = self.press.rows(f"time-entries?filter[project_id]={desk.project['id']}")
        assert Counter((row["task_id"], row["minutes"]) for row in spent) == Counter(
            (into["id"], 10 + number) for number in range(ROWS)
        )
        said: list[dict[str, Any]] = desk.ann.get(desk.url(into, "/comments?limit=100")).expect(200)["data"]
        [note, *comments] = said
        assert note["body_md"].endswith("What it was about")
        assert [row["body_md"] for row in comments] == [f"Comment {number}" for number in range(ROWS)]
        replies = [self.press.rows(f"comments/{row['id']}/replies") for row in comments]
        assert [[row["body_md"] for row in rows] for rows in replies] == [[f"Reply {number}"] for number in range(ROWS)]
        files = desk.ann.get(desk.url(into, "/attachments")).expect(200)["data"]
        assert Counter(row["name"] for row in files) == Counter(f"File {number}" for number in range(ROWS))


@pytest.fixture(scope="module")
def merging() -> Iterator[Merging]:
    with running() as service, pytest.MonkeyPatch.context() as patched:
        patched.setattr("onetick.kernel.jobs.working.pause_before", lambda attempt: None)
        patched.setattr(carry_over, "ROWS_AT_ONCE", 2)
        patched.setattr(carry_ties, "TIES_AT_ONCE", 2)
        yield Merging(a_desk(a_team(service)))


def test_a_merge_that_is_killed_at_any_step_takes_everything_over_exactly_once(merging: Merging) -> None:
    calls = merging.press.run({})
    merging.assert_taken_over_once()
    assert calls > 20
    for call in range(1, calls + 1):
        merging.press.run({call: FAULTS[call % 3]})
        merging.assert_taken_over_once()
