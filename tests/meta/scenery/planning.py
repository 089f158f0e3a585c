"""Dependencies, recurrence and schedules."""

from collections.abc import Sequence
from contextlib import nullcontext
from itertools import pairwise
from typing import Any

import pytest

from functions.schedules.repeat_due_tasks import handler as repeat_due_tasks
from onetick.kernel.table import Write
from onetick.planning import ordering
from onetick.planning import put_dependency as putting
from tests.meta.scene import Scene
from tests.service import Person

from .losing import losing_once

AFTER = ["tasks"]


def furnish(scene: Scene) -> None:
    other = scene.team.task({"id": scene.ids["project_id"]}, "What comes first")
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}/dependencies/{other['id']}"
    scene.owner.put(path, {"type": "FF"}).expect(200)
    scene.ids["other_id"] = other["id"]
    task = f"{scene.team.w}/tasks/{scene.ids['task_id']}"
    scene.owner.patch(task, {"due_at": "2030-01-31T17:00:00Z"}).expect(200)
    scene.owner.put(f"{task}/recurrence", {"rrule": "FREQ=WEEKLY"}).expect(200)


def _change_its_kind(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    return scene.owner, {"type": "SS", "lag_days": 1}, {}


def _change_its_rule(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    return scene.owner, {"rrule": "FREQ=DAILY"}, {}


EFFECTS = {"putDependency": _change_its_kind, "putRecurrence": _change_its_rule}


def _wait(scene: Scene, task: dict[str, Any], other: dict[str, Any]) -> int:
    path = f"{scene.team.w}/tasks/{task['id']}/dependencies/{other['id']}"
    return scene.owner.put(path, {}).status


def _join_chains_in_the_wrong_order(scene: Scene) -> None:
    project = {"id": scene.ids["project_id"]}
    build, design = ([scene.team.task(project, str(number)) for number in range(3)] for _ in range(2))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ordering, "STEPS", 0)
        for chain in (build, design):
            for before, after in pairwise(chain):
                assert _wait(scene, after, before) == 200
        patched.setattr(putting, "ROOM", 1)
        assert _wait(scene, build[0], design[-1]) == 409
        scene.service.deliver()
        assert _wait(scene, build[0], design[-1]) == 200
        assert _wait(scene, design[0], build[-1]) == 409


def _finish_what_holds_others_back(scene: Scene) -> None:
    project = {"id": scene.ids["project_id"]}
    first, second = (scene.team.task(project, title) for title in ("First", "Second"))
    assert _wait(scene, second, first) == 200
    for status in ("done", "todo"):
        scene.owner.patch(f"{scene.team.w}/tasks/{first['id']}", {"status": status}).expect(200)
        scene.service.deliver()


def _recur(scene: Scene, **more: Any) -> dict[str, Any]:
    """A task with subtasks in two projects that comes again."""
    now = f"{scene.service.clock():%Y-%m-%dT%H:%M:%SZ}"
    project = {"id": scene.ids["project_id"]}
    task = scene.team.task(project, "Again", due_at=now, assignee_ids=[scene.member.id])
    scene.team.task(project, "Part", parent_id=task["id"], assignee_ids=[scene.member.id])
    other = scene.team.project("Another", f"A{scene.service.clock():%f}"[:6])
    path = f"{scene.team.w}/tasks/{task['id']}"
    scene.owner.put(f"{path}/projects/{other['id']}", {}).expect(200)
    scene.owner.put(f"{path}/recurrence", {"rrule": "FREQ=DAILY;COUNT=2", **more}).expect(200)
    scene.service.deliver()
    return task


def _makes_tasks(writes: Sequence[Write]) -> bool:
    return sum(write.key.sk == "task" for write in writes) > 0


def _come_again_on_completion(scene: Scene) -> None:
    for loses in (_makes_tasks, None):
        task = _recur(scene)
        scene.owner.patch(f"{scene.team.w}/tasks/{task['id']}", {"status": "done"}).expect(200)
        with losing_once(scene.service, loses) if loses else nullcontext():
            scene.service.deliver(rounds=1)
        path = f"{scene.team.w}/tasks/{scene.owner.get(_path(scene, task)).json['recurrence']['next_id']}"
        with losing_once(scene.service, loses) if loses else nullcontext():
            scene.service.deliver(rounds=30)
        scene.owner.patch(path, {"status": "done"}).expect(200)
        scene.service.deliver()


def _path(scene: Scene, task: dict[str, Any]) -> str:
    return f"{scene.team.w}/tasks/{task['id']}"


def _come_again_by_the_clock(scene: Scene) -> None:
    for loses in (_makes_tasks, None):
        _recur(scene, trigger="schedule")
        scene.service.clock.advance(minutes=1)
        with losing_once(scene.service, loses) if loses else nullcontext():
            repeat_due_tasks({}, None)
        scene.service.deliver(rounds=30)
    _recur(scene, trigger="schedule")
    projects = scene.owner.get(f"{scene.team.w}/projects").expect(200)["data"]
    for project in projects:
        scene.owner.post(f"{scene.team.w}/projects/{project['id']}/archive")
    scene.service.clock.advance(minutes=1)
    repeat_due_tasks({}, None)


def _reschedule(scene: Scene) -> None:
    project, dates = {"id": scene.ids["project_id"]}, {"due_at": "2030-01-05T09:00:00Z"}
    first, second = (
        scene.team.task(project, title, assignee_ids=[scene.member.id], **dates) for title in ("First", "Second")
    )
    assert _wait(scene, second, first) == 200
    body = {"due_at": "2030-02-05T09:00:00Z"}
    assert scene.owner.post(f"{_path(scene, first)}/reschedule", body).expect(200)["shifts"]
    scene.service.deliver()


EXERCISES = (
    _reschedule,
    _join_chains_in_the_wrong_order,
    _finish_what_holds_others_back,
    _come_again_on_completion,
    _come_again_by_the_clock,
)
