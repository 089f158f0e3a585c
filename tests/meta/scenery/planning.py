"""Dependencies, recurrence and schedules."""

from itertools import pairwise
from typing import Any

import pytest

from onetick.planning import ordering
from onetick.planning import put_dependency as putting
from tests.meta.scene import Scene
from tests.service import Person

AFTER = ["tasks"]


def furnish(scene: Scene) -> None:
    other = scene.team.task({"id": scene.ids["project_id"]}, "What comes first")
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}/dependencies/{other['id']}"
    scene.owner.put(path, {"type": "FF"}).expect(200)
    scene.ids["other_id"] = other["id"]


def _change_its_kind(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    return scene.owner, {"type": "SS", "lag_days": 1}, {}


EFFECTS = {"putDependency": _change_its_kind}


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


EXERCISES = (_join_chains_in_the_wrong_order, _finish_what_holds_others_back)
