"""Merging tasks."""

import pytest

from onetick.planning import ordering
from tests.meta.scene import Scene

AFTER = ["tasks", "relations", "planning"]


def furnish(scene: Scene) -> None:
    scene.ids["into_task_id"] = scene.team.task({"id": scene.ids["project_id"]}, "The same once more")["id"]


def _merge_what_has_everything(scene: Scene) -> None:
    project = {"id": scene.ids["project_id"]}
    task, into, first, last = (scene.team.task(project, title) for title in ("Twice", "Once", "First", "Last"))
    scene.team.task(project, "Part", parent_id=task["id"])
    tag = scene.owner.post(f"{scene.team.w}/tags", {"name": "twice"}).expect(201)
    path = f"{scene.team.w}/tasks/{task['id']}"
    scene.owner.patch(path, {"tag_ids": [tag["id"]]}).expect(200)
    for before, after in ((into, first), (last, task)):
        scene.owner.put(f"{scene.team.w}/tasks/{after['id']}/dependencies/{before['id']}", {}).expect(200)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ordering, "STEPS", 0)
        scene.owner.put(f"{scene.team.w}/tasks/{last['id']}/dependencies/{first['id']}", {}).expect(200)
        scene.owner.post(f"{path}/merge", {"into_task_id": into["id"]}).expect(202)
        scene.service.deliver(rounds=20)


EXERCISES = (_merge_what_has_everything,)
