"""A job does every item exactly once, wherever its worker dies, loses a commit, or runs beside itself.

Messages are duplicated, reordered and cut off at any call to the database, and delivered again as SQS does.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.workers.copy_project import handler as worker
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.events import EVENT_KINDS
from onetick.kernel.ids import new_ulid
from onetick.kernel.jobs import working
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.tasks import copy_project
from tests.property.test_delivery import Died, Fragile
from tests.service import Service, Team, a_team, running

T = TypeVar("T")

TASKS = 7
ENOUGH = SimpleNamespace(get_remaining_time_in_millis=lambda: 60_000)
HURRY = SimpleNamespace(get_remaining_time_in_millis=lambda: working.RESERVE_MS - 1)


@dataclass
class Copying:
    """A project with tasks that is being duplicated, and the tables as they were when that was asked for."""

    service: Service
    team: Team
    job: dict[str, Any]
    asked: Any

    @property
    def tables(self) -> MemoryTables:
        assert isinstance(self.service.tables, MemoryTables)
        return self.service.tables

    def messages(self) -> list[str]:
        """Every message that the worker's queue was sent so far."""
        events = [json.loads(item.doc)["cloudevent"] for item in self.tables.stream() if item.kind in EVENT_KINDS]
        return [json.dumps({"detail": event}) for event in events if worker.takes(event)]

    def run(self, faults: Mapping[int, str], *, context: Any = ENOUGH, copies: Sequence[int] = (), order: Any) -> int:
        """Work off everything; how many calls that took. The database fails at the calls that `faults` names."""
        self.tables.restore(self.asked)
        fragile = Fragile(self.tables, faults)
        waiting: list[str] = []
        seen = 0
        with use(Runtime(fragile, Limiter(fragile), self.service.clock)):
            for _ in range(300):
                fresh = self.messages()[seen:]
                seen += len(fresh)
                waiting = order(
                    [*waiting, *(message for place, message in enumerate(fresh) for _ in _times(place, copies))]
                )
                if not waiting:
                    return fragile._call
                message = waiting.pop(0)
                if not _acknowledged(message, context):
                    waiting.append(message)
        raise AssertionError("messages that never succeed")

    def assert_done_once(self) -> None:
        """Every task was copied once, and nothing else was."""
        w, owner = self.team.w, self.team.owner
        job = owner.get(f"{w}/jobs/{self.job['id']}").expect(200)
        assert (job["state"], job["progress"]) == ("succeeded", {"done": TASKS, "total": TASKS}), job
        assert job["counts"] == {"members": 1, "sections": 2, "tasks": TASKS}
        copy = job["result"]["project_id"]
        tasks = owner.get(f"{w}/tasks?filter[project_id]={copy}&limit=100").expect(200)["data"]
        assert [task["title"] for task in tasks] == [f"T{number:02}" for number in range(TASKS)]
        assert len({task["key"] for task in tasks}) == TASKS
        events = [event for event in self.service.events() if event.get("causationid")]
        copied = Counter(
            event["data"]["context"]["copied_from"]
            for event in events
            if event["type"] == "onetick.task.created.v1" and event["data"]["resource"]["project_id"] == copy
        )
        assert set(copied.values()) == {1} and len(copied) == TASKS
        assert [event["type"] for event in events].count("onetick.job.finished.v1") == 1


def _times(place: int, copies: Sequence[int]) -> range:
    return range(1 + copies.count(place))


def _acknowledged(message: str, context: Any) -> bool:
    record = {"messageId": new_ulid(), "body": message, "attributes": {}}
    try:
        return bool(worker({"Records": [record]}, context) == {"batchItemFailures": []})
    except Died:
        return False


@pytest.fixture(scope="module")
def copying() -> Iterator[Copying]:
    with running() as service, pytest.MonkeyPatch.context() as patched:
        patched.setattr(copy_project, "TASKS_AT_ONCE", 3)
        patched.setattr("onetick.projects.duplicate_project.SECTIONS_AT_ONCE", 1)
        patched.setattr("onetick.kernel.jobs.working.pause_before", lambda attempt: None)
        team = a_team(service)
        ben, project = team.join("Ben"), team.project()
        team.owner.put(f"{team.w}/projects/{project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
        for number in range(TASKS):
            team.task(project, f"T{number:02}", assignee_ids=[ben.id] if number % 4 == 0 else [])
        service.deliver()
        body = {"name": "Copy", "key": "COP"}
        job = team.owner.post(f"{team.w}/projects/{project['id']}/duplicate", body).expect(202)
        assert isinstance(service.tables, MemoryTables)
        yield Copying(service, team, job, service.tables.snapshot())


def in_order(waiting: list[str]) -> list[str]:
    return waiting


@pytest.mark.parametrize("context", [ENOUGH, HURRY], ids=["at a stretch", "a step an invocation"])
@pytest.mark.parametrize("fault", ["dies before", "dies after", "contention"])
def test_a_job_killed_at_any_step_does_every_item_exactly_once(copying: Copying, fault: str, context: Any) -> None:
    calls = copying.run({}, context=context, order=in_order)
    copying.assert_done_once()
    assert calls > 15
    for call in range(1, calls + 1):
        copying.run({call: fault}, context=context, order=in_order)
        copying.assert_done_once()


faults = st.dictionaries(st.integers(1, 60), st.sampled_from(["dies before", "dies after", "contention"]), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_duplicates_disorder_and_many_crashes_change_nothing(copying: Copying, data: st.DataObject) -> None:
    copying.run(
        data.draw(faults),
        context=data.draw(st.sampled_from([ENOUGH, HURRY])),
        copies=data.draw(st.lists(st.integers(0, 3), max_size=6)),
        order=lambda waiting: data.draw(st.permutations(waiting)) if len(waiting) > 1 else waiting,
    )
    copying.assert_done_once()


@pytest.mark.parametrize("call", range(1, 20))
def test_a_worker_that_another_overtakes_at_any_call_does_nothing_twice(copying: Copying, call: int) -> None:
    copying.tables.restore(copying.asked)
    [message] = copying.messages()
    overtaken = Overtaken(copying.tables, {}, at=call, act=lambda: _acknowledged(message, HURRY))
    with use(Runtime(overtaken, Limiter(overtaken), copying.service.clock)):
        assert _acknowledged(message, ENOUGH)
    for later in copying.messages():
        assert _acknowledged(later, ENOUGH)
    copying.assert_done_once()


class Overtaken(Fragile):
    """Tables at whose so-manieth call somebody else does something first."""

    def __init__(self, inner: MemoryTables, faults: Mapping[int, str], *, at: int, act: Callable[[], object]) -> None:
        super().__init__(inner, faults)
        self._place, self._act = at, act

    def _at(self, act: Callable[[], T], *, writes: bool) -> T:
        if self._call + 1 == self._place:
            self._place = 0
            self._act()
        return super()._at(act, writes=writes)
