"""Templates are saved and used exactly once, wherever a worker dies, loses a commit, or is told twice."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from functions.workers.keep_project_as_template import handler as saver
from functions.workers.make_templated_project import handler as filler
from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.events import EVENT_KINDS
from onetick.kernel.ids import new_ulid
from onetick.kernel.jobs import working
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.templates import filling
from tests.property.test_delivery import Died, Fragile
from tests.service import Service, Team, a_team, running

TASKS = 5
FAULTS = ("dies before", "dies after", "contention")
HURRY = SimpleNamespace(get_remaining_time_in_millis=lambda: working.RESERVE_MS - 1)
TITLES = [f"T{number}" for number in range(TASKS)]


@dataclass
class Press:
    """A job that waits for a worker, and the tables as they were when it was asked for."""

    service: Service
    team: Team
    job: dict[str, Any]
    worker: Any
    asked: Any

    @property
    def tables(self) -> MemoryTables:
        assert isinstance(self.service.tables, MemoryTables)
        return self.service.tables

    def run(self, faults: Mapping[int, str]) -> int:
        """Work the job off, each message twice; how many calls that took. The database fails at these calls."""
        self.tables.restore(self.asked)
        fragile = Fragile(self.tables, faults)
        waiting: list[str] = []
        seen = 0
        with use(Runtime(fragile, Limiter(fragile), self.service.clock)):
            for _ in range(300):
                fresh = self._messages()[seen:]
                seen += len(fresh)
                waiting += [message for message in fresh for _ in range(2)]
                if not waiting:
                    return fragile._call
                message = waiting.pop(0)
                if not self._acknowledged(message):
                    waiting.append(message)
        raise AssertionError("messages that never succeed")

    def _messages(self) -> list[str]:
        events = [json.loads(item.doc)["cloudevent"] for item in self.tables.stream() if item.kind in EVENT_KINDS]
        return [json.dumps({"detail": event}) for event in events if self.worker.takes(event)]

    def _acknowledged(self, message: str) -> bool:
        record = {"messageId": new_ulid(), "body": message, "attributes": {}}
        try:
            return bool(self.worker({"Records": [record]}, HURRY) == {"batchItemFailures": []})
        except Died:
            return False

    def rows(self, path: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.team.owner.get(f"{self.team.w}/{path}").expect(200)["data"]
        return found

    def ended(self) -> dict[str, Any]:
        job: dict[str, Any] = self.team.owner.get(f"{self.team.w}/jobs/{self.job['id']}").expect(200)
        assert (job["state"], job["error_count"]) == ("succeeded", 0), job
        finished = [event["type"] for event in self.service.events() if event["subject"] == f"job/{job['id']}"]
        assert finished.count("onetick.job.finished.v1") <= 1
        return job

    def assert_saved_once(self) -> None:
        template_id = self.ended()["result"]["template_id"]
        template = self.team.owner.get(f"{self.team.w}/templates/{template_id}").expect(200)
        rows = {row["title"]: row for row in self.rows(f"templates/{template_id}/tasks?limit=100")}
        assert (sorted(rows), template["task_count"], template["ready"]) == (TITLES, TASKS, True)
        assert sorted(role["name"] for role in template["roles"]) == ["Ann", "Ben"]
        assert rows["T2"]["parent_id"] == rows["T0"]["id"]
        assert [one["id"] for one in rows["T3"]["blocked_by"]] == [rows["T4"]["id"]]
        created = Counter(
            event["data"]["resource"]["title"]
            for event in self.service.events()
            if event["type"] == "onetick.template_task.created.v1"
        )
        assert created == dict.fromkeys(TITLES, 1)

    def assert_made_once(self) -> None:
        project_id = self.ended()["result"]["project_id"]
        rows = {row["title"]: row for row in self.rows(f"tasks?filter[project_id]={project_id}&limit=100")}
        assert sorted(rows) == TITLES
        assert len({row["key"] for row in rows.values()}) == TASKS
        assert rows["T2"]["parent_id"] == rows["T0"]["id"]
        assert [one["id"] for one in rows["T3"]["dependencies"]["blocked_by"]] == [rows["T4"]["id"]]
        assert len(self.rows(f"projects/{project_id}/members")) == 2
        assert len(self.rows(f"projects/{project_id}/sections")) == 3
        created = Counter(
            event["data"]["context"]["copied_from"]
            for event in self.service.events()
            if event["type"] == "onetick.task.created.v1" and event["data"]["resource"]["project_id"] == project_id
        )
        assert len(created) == TASKS and set(created.values()) == {1}


@pytest.fixture
def saving() -> Iterator[Press]:
    with running() as service, pytest.MonkeyPatch.context() as patched:
        patched.setattr("onetick.tasks.copy_project.TASKS_AT_ONCE", 2)
        patched.setattr("onetick.templates.save_project.TASKS_AT_ONCE", 2)
        patched.setattr("onetick.templates.save_project.MEMBERS_AT_ONCE", 1)
        patched.setattr(filling, "TASKS_AT_ONCE", 2)
        patched.setattr("onetick.templates.instantiate_template.SECTIONS_AT_ONCE", 1)
        patched.setattr("onetick.kernel.jobs.working.pause_before", lambda attempt: None)
        team = a_team(service)
        ben, project, w = team.join("Ben"), team.project(), team.w
        team.owner.put(f"{w}/projects/{project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
        tasks = [
            team.task(project, title, assignee_ids=[ben.id] if title == "T1" else [], due_at="2030-01-07T09:00:00Z")
            for title in TITLES
        ]
        team.owner.put(f"{w}/tasks/{tasks[2]['id']}/parent", {"parent_id": tasks[0]["id"]}).expect(200)
        team.owner.put(f"{w}/tasks/{tasks[3]['id']}/dependencies/{tasks[4]['id']}", {}).expect(200)
        service.deliver()
        path = f"{w}/projects/{project['id']}/save-as-template"
        job = team.owner.post(path, {"name": "Launch"}).expect(202)
        assert isinstance(service.tables, MemoryTables)
        yield Press(service, team, job, saver, service.tables.snapshot())


@pytest.fixture
def using(saving: Press) -> Press:
    saving.service.deliver()
    template_id, owner, w = saving.job["result"]["template_id"], saving.team.owner, saving.team.w
    roles = owner.get(f"{w}/templates/{template_id}").expect(200)["roles"]
    [ben] = [row for row in owner.get(f"{w}/members").expect(200)["data"] if row["name"] == "Ben"]
    [role] = [role for role in roles if role["name"] == "Ben"]
    body = {"name": "Made", "key": "MAD", "start_on": "2031-03-03", "people": {role["id"]: [ben["id"]]}}
    job = owner.post(f"{w}/templates/{template_id}/instantiate", body).expect(202)
    return Press(saving.service, saving.team, job, filler, saving.tables.snapshot())


def test_saving_that_is_killed_at_any_step_has_every_task_exactly_once(saving: Press) -> None:
    calls = saving.run({})
    saving.assert_saved_once()
    assert calls > 10
    for call in range(1, calls + 1):
        saving.run({call: FAULTS[call % 3]})
        saving.assert_saved_once()


def test_using_that_is_killed_at_any_step_makes_every_task_exactly_once(using: Press) -> None:
    calls = using.run({})
    using.assert_made_once()
    assert calls > 15
    for call in range(1, calls + 1):
        using.run({call: FAULTS[call % 3]})
        using.assert_made_once()
