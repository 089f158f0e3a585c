"""A job does every item exactly once, wherever its worker dies, loses a commit, or runs beside itself.

Messages are duplicated, reordered and cut off at any call to the database, and delivered again as SQS does.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.workers.copy_project import handler as worker
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.tasks import copy_project
from tests.property.test_delivery import Fragile, deliver
from tests.property.working_off import ENOUGH, FAULTS, HURRY, Queue, in_order, messages, work_off
from tests.service import Service, Team, a_team, running

T = TypeVar("T")

TASKS = 7


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
        return messages(self.service, worker)

    def run(self, faults: Mapping[int, str], *, context: Any = ENOUGH, queue: Queue = in_order) -> int:
        """Work off everything from the beginning; how many calls that took."""
        self.tables.restore(self.asked)
        return work_off(self.service, worker, faults, context=context, queue=queue)

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


@pytest.mark.parametrize("context", [ENOUGH, HURRY], ids=["at a stretch", "a step an invocation"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_job_killed_at_any_step_does_every_item_exactly_once(copying: Copying, fault: str, context: Any) -> None:
    calls = copying.run({}, context=context)
    copying.assert_done_once()
    assert calls > 15
    for call in range(1, calls + 1):
        copying.run({call: fault}, context=context)
        copying.assert_done_once()


faults = st.dictionaries(st.integers(1, 60), st.sampled_from(FAULTS), max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_duplicates_disorder_and_many_crashes_change_nothing(copying: Copying, data: st.DataObject) -> None:
    copies = data.draw(st.lists(st.integers(0, 3), max_size=6))

    def disordered(waiting: list[str], fresh: list[str]) -> list[str]:
        every = [*waiting, *(one for place, one in enumerate(fresh) for _ in range(1 + copies.count(place)))]
        return data.draw(st.permutations(every)) if len(every) > 1 else every

    copying.run(data.draw(faults), context=data.draw(st.sampled_from([ENOUGH, HURRY])), queue=disordered)
    copying.assert_done_once()


@pytest.mark.parametrize("call", range(1, 20))
def test_a_worker_that_another_overtakes_at_any_call_does_nothing_twice(copying: Copying, call: int) -> None:
    copying.tables.restore(copying.asked)
    [message] = copying.messages()
    overtaken = Overtaken(copying.tables, {}, at=call, act=lambda: deliver(worker, message, HURRY))
    with use(Runtime(overtaken, Limiter(overtaken), copying.service.clock)):
        assert deliver(worker, message, ENOUGH)
    for later in copying.messages():
        assert deliver(worker, later, ENOUGH)
    copying.assert_done_once()


class Overtaken(Fragile):
    """Tables at whose so-manieth call somebody else does something first."""

    def __init__(self, inner: MemoryTables, faults: Mapping[int, str], *, at: int, act: Callable[[], object]) -> None:
        super().__init__(inner, faults)
        self._place, self._act = at, act

    def _at(self, act: Callable[[], T], *, writes: bool) -> T:
        if self.calls + 1 == self._place:
            self._place = 0
            self._act()
        return super()._at(act, writes=writes)
