"""Templates are saved and used exactly once, wherever a worker dies, loses a commit, or is told twice."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from functions.workers.keep_project_as_template import handler as saver
from functions.workers.make_templated_project import handler as filler
from onetick.kernel.adapters.memory import MemoryTables
from onetick.templates import filling
from tests.property.working_off import FAULTS, HURRY, work_off
from tests.service import Service, Team, a_team, running

TASKS = 5
TITLES = [f"T{number}" for number in range(TASKS)]


def twice(waiting: list[str], fresh: list[str]) -> list[str]:
    return waiting + [message for message in fresh for _ in range(2)]


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
        """Work the job off from the beginning, each message twice; how many calls that took."""
        self.tables.restore(self.asked)
        return work_off(self.service, self.worker, faults, context=HURRY, queue=twice)

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
