"""Subtasks: in another order, under another parent, into the trash and out of it."""

from typing import Any

from tests.meta.scene import Scene
from tests.service import Person

AFTER = ["tasks"]


def _put_below_another(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    other = scene.team.task({"id": scene.ids["project_id"]}, "Whole")
    return scene.owner, {"parent_id": other["id"]}, {}


EFFECTS = {"setParent": _put_below_another}


def _move_subtasks(scene: Scene) -> None:
    w, project = scene.team.w, {"id": scene.ids["project_id"]}
    whole = scene.team.task(project, "Whole")
    one, two = (scene.team.task(project, title, parent_id=whole["id"]) for title in ("One", "Two"))
    body = {"parent_id": whole["id"], "before_id": one["id"]}
    scene.owner.put(f"{w}/tasks/{two['id']}/parent", body).expect(200)
    scene.owner.put(f"{w}/tasks/{two['id']}/parent", {"parent_id": one["id"]}).expect(200)
    scene.owner.patch(f"{w}/tasks/{two['id']}", {"parent_id": whole["id"]}).expect(200)
    scene.service.deliver(rounds=20)


def _trash_subtasks(scene: Scene) -> None:
    w, project = scene.team.w, {"id": scene.ids["project_id"]}
    whole = scene.team.task(project, "Whole")
    one, _ = (scene.team.task(project, title, parent_id=whole["id"]) for title in ("One", "Two"))
    scene.owner.patch(f"{w}/tasks/{one['id']}", {"status": "done"}).expect(200)
    scene.owner.delete(f"{w}/tasks/{whole['id']}").expect(204)
    scene.service.deliver(rounds=20)
    scene.owner.post(f"{w}/tasks/{one['id']}/restore").expect(200)
    scene.owner.post(f"{w}/tasks/{whole['id']}/restore").expect(200)
    scene.service.deliver(rounds=20)


EXERCISES = (_move_subtasks, _trash_subtasks)
