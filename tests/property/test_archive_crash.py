"""What hangs on archived tasks is restored once and wholly, wherever the worker dies or loses a commit."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from functions.workers.bring_in import handler as worker
from onetick.kernel.adapters.memory import MemoryTables
from tests.archives import taken_out
from tests.property.working_off import ENOUGH, FAULTS, HURRY, work_off
from tests.service import Service, Team, a_team, running

MADE = {
    "onetick.comment.created.v1": 2,
    "onetick.import.completed.v1": 1,
    "onetick.job.finished.v1": 1,
    "onetick.reaction.added.v1": 12,
    "onetick.relation.added.v1": 2,
    "onetick.relation_type.created.v1": 1,
    "onetick.task.created.v1": 2,
    "onetick.time_entry.created.v1": 6,
}


@dataclass
class Restoring:
    """An archive that is being brought in, and everything as it was when that was asked for."""

    service: Service
    team: Team
    project: dict[str, Any]
    job_id: str
    asked: Any
    files: Any
    told: int

    @property
    def tables(self) -> MemoryTables:
        assert isinstance(self.service.tables, MemoryTables)
        return self.service.tables

    def run(self, faults: Mapping[int, str], context: Any) -> int:
        """Work off the job from the beginning; how many calls that took."""
        self.tables.restore(self.asked)
        self.service.objects.restore(self.files)
        return work_off(self.service, worker, faults, context=context, told=self.told)

    def assert_whole(self) -> None:
        """Everything is there once, and the sums are those of what is there."""
        owner, w = self.team.owner, self.team.w
        job = owner.get(f"{w}/jobs/{self.job_id}").expect(200)
        assert job["state"] == "succeeded", job
        assert {name: job["counts"].get(name) for name in ("comments", "reactions", "relations", "times")} == {
            "comments": 2, "reactions": 12, "relations": 1, "times": 6,
        }  # fmt: skip
        told = Counter(event["type"] for event in self.service.events()[self.told :])
        assert {name: told[name] for name in MADE} == MADE
        tasks = owner.get(f"{w}/tasks?filter[project_id]={self.project['id']}").expect(200)["data"]
        assert {task["title"]: task["logged_minutes"] for task in tasks} == {"One": 60, "Two": 0}
        one = next(task for task in tasks if task["title"] == "One")
        assert len(owner.get(f"{w}/time-entries?filter[task_id]={one['id']}").expect(200)["data"]) == 6
        said = owner.get(f"{w}/tasks/{one['id']}/comments").expect(200)["data"]
        assert [sum(each["count"] for each in comment["reactions"]) for comment in said] == [12, 0]
        assert len(owner.get(f"{w}/comments/{said[0]['id']}/edits").expect(200)["data"]) == 1


@pytest.fixture(scope="module")
def restoring() -> Iterator[Restoring]:
    with running() as service, pytest.MonkeyPatch.context() as patched:
        patched.setattr("onetick.kernel.jobs.working.pause_before", lambda attempt: None)
        patched.setattr("onetick.imports.restoring.times.TIMES_AT_ONCE", 4)
        team = a_team(service)
        project, kind = _furnished(team)
        content = taken_out(team.owner, team, project)
        # What it is called now, the workspace has no kind for any more.
        team.owner.patch(f"{team.w}/relation-types/{kind['id']}", {"outward": "is part of"}).expect(200)
        copy = team.project("Copy", "COP")
        body = {"project_id": copy["id"], "source": "onetick_archive", "file_name": "it", "size": len(content)}
        made = team.owner.post(f"{team.w}/imports", body).expect(201)
        assert service.objects.put(made["upload"]["url"], content, made["upload"]["headers"]) == 200
        told = len(service.events())
        job = team.owner.post(f"{team.w}/imports/{made['id']}/apply").expect(202)
        assert isinstance(service.tables, MemoryTables)
        asked, files = service.tables.snapshot(), service.objects.snapshot()
        yield Restoring(service, team, copy, job["id"], asked, files, told)


def _furnished(team: Team) -> tuple[dict[str, Any], dict[str, Any]]:
    """A project with a bit of everything that hangs on tasks, and the kind of its relation."""
    owner, w, project = team.owner, team.w, team.project()
    one, two = team.task(project, "One"), team.task(project, "Two")
    for _ in range(6):
        owner.post(f"{w}/time-entries", {"task_id": one["id"], "minutes": 10}).expect(201)
    said = owner.post(f"{w}/tasks/{one['id']}/comments", {"body_md": "Frist"}).expect(201)
    owner.post(f"{w}/tasks/{one['id']}/comments", {"body_md": "Second"}).expect(201)
    owner.patch(f"{w}/comments/{said['id']}", {"body_md": "First"}).expect(200)
    for emoji in "👍🎉🔥🚀👀🙈🙉🙊🍎🍏🍐🍊":
        owner.post(f"{w}/comments/{said['id']}/reactions", {"emoji": emoji}).expect(200)
    kind = owner.post(f"{w}/relation-types", {"outward": "implements"}).expect(201)
    owner.put(f"{w}/tasks/{one['id']}/relations/{kind['id']}/{two['id']}").expect(200)
    return project, kind


def test_an_import_killed_on_its_way_restores_everything_once(restoring: Restoring) -> None:
    calls = restoring.run({}, HURRY)
    restoring.assert_whole()
    for place, call in enumerate(range(1, calls + 1, 2)):
        restoring.run({call: FAULTS[place % len(FAULTS)]}, HURRY if place % 2 else ENOUGH)
        restoring.assert_whole()


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_an_import_that_fails_in_any_way_at_any_call_restores_everything_once(restoring: Restoring, fault: str) -> None:
    calls = restoring.run({}, HURRY)
    for call in range(1, calls + 1):
        restoring.run({call: fault}, HURRY)
        restoring.assert_whole()
