"""Tasks in several projects."""

from typing import Any

from tests.meta.scene import Scene
from tests.service import Person

AFTER = ["tasks"]
REFUSED = {"removeTaskFromProject": "It is the home of the task."}


def _another(scene: Scene, key: str = "ANO") -> str:
    return str(scene.team.project("Another", key)["id"])


def _put_into_another(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    return scene.owner, {}, {"project_id": _another(scene)}


def _take_out_of_another(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    other = _another(scene)
    scene.owner.put(f"{scene.team.w}/tasks/{scene.ids['task_id']}/projects/{other}", {}).expect(200)
    return scene.owner, None, {"project_id": other}


EFFECTS = {"addTaskToProject": _put_into_another, "removeTaskFromProject": _take_out_of_another}


def _move_about(scene: Scene) -> None:
    w, other = scene.team.w, _another(scene)
    task = f"{w}/tasks/{scene.ids['task_id']}"
    first = scene.team.task({"id": other}, "First there")
    scene.owner.put(f"{task}/projects/{other}", {"before_id": first["id"]}).expect(200)
    scene.owner.put(f"{task}/projects/{other}", {"home": True}).expect(200)
    scene.owner.put(f"{task}/projects/{other}", {"after_id": first["id"]}).expect(200)
    scene.owner.delete(f"{task}/projects/{scene.ids['project_id']}").expect(200)
    scene.service.deliver()


EXERCISES = (_move_about,)
