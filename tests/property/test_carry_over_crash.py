"""Wherever the worker dies that carries over a sprint's open tasks, each task goes on exactly once."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from functions.workers.carry_over import handler as worker
from onetick.kernel.adapters.memory import MemoryTables
from onetick.sprints import carrying
from tests.property.working_off import FAULTS, messages, work_off
from tests.service import a_team, running
from tests.unit.sprints.board import Board, a_board

TASKS = 8


class Completed:
    """A completed sprint whose tasks are still to go on, and the tables as they were then."""

    def __init__(self, board: Board) -> None:
        self.board, self.sprint, self.later = board, board.sprint(), board.sprint("Later")
        self.ids = [task["id"] for task in board.desk.tasks(TASKS)]
        board.ann.post(board.url(self.sprint, "/tasks"), {"add": self.ids}).expect(200)
        board.start(self.sprint)
        answer = board.complete(self.sprint, "next").expect(202)
        self.left, self.job_id = TASKS - answer["carried"], answer["job_id"]
        assert isinstance(board.service.tables, MemoryTables)
        self.tables = board.service.tables
        self._asked = self.tables.snapshot()

    def run(self, faults: Mapping[int, str]) -> int:
        """Work off the job, delivered again until it is acknowledged; how many calls that took."""
        self.tables.restore(self._asked)
        calls = work_off(self.board.service, worker, faults, context=None)
        assert len(messages(self.board.service, worker)) == 1
        return calls

    def assert_carried_once(self) -> None:
        assert self.board.titles(self.sprint) == []
        assert self.board.titles(self.later) == [str(number + 1) for number in range(TASKS)]
        moved = Counter(
            event["aggregateid"]
            for event in self.board.service.events()
            if event["type"] == "onetick.task.updated.v1" and event["data"]["resource"]["sprint_id"] == self.later["id"]
        )
        assert moved == Counter(self.ids)
        job = self.board.ann.get(f"{self.board.team.w}/jobs/{self.job_id}").expect(200)
        assert (job["state"], job["counts"]) == ("succeeded", {"carried": self.left})


@pytest.fixture(scope="module")
def completed() -> Iterator[Completed]:
    with running() as service, pytest.MonkeyPatch.context() as patched:
        patched.setattr("onetick.kernel.jobs.working.pause_before", lambda attempt: None)
        board = a_board(a_team(service))
        patched.setattr(carrying, "AT_ONCE", 3)
        yield Completed(board)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_carry_over_killed_at_any_call_takes_every_task_along_once(completed: Completed, fault: str) -> None:
    calls = completed.run({})
    completed.assert_carried_once()
    assert calls >= 6
    for call in range(1, calls + 1):
        completed.run({call: fault})
        completed.assert_carried_once()
