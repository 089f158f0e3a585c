"""Types of tasks."""

from typing import Any

from tests.meta.scene import Scene
from tests.service import Person

FIRST = {
    "restoreTaskType": "deleteTaskType",
    "unarchiveTaskType": "archiveTaskType",
}


def furnish(scene: Scene) -> None:
    made = scene.owner.post(f"{scene.team.w}/task-types", {"name": "Outage", "icon": "flame"}).expect(201)
    scene.ids["task_type_id"] = made["id"]
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}"
    scene.owner.patch(path, {"type_id": made["id"]}).expect(200)


def _of_no_task(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    """Another type, so that the one of the scene is not in the trash, and purged with all that is there."""
    made = scene.owner.post(f"{scene.team.w}/task-types", {"name": "Of no task"}).expect(201)
    into = scene.owner.get(f"{scene.team.w}/task-types").expect(200)["data"][0]["id"]
    return scene.owner, {"into_type_id": into}, {"task_type_id": made["id"]}


EFFECTS = {"mergeTaskType": _of_no_task}


def _restore_a_task_whose_type_was_merged(scene: Scene) -> None:
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}"
    scene.owner.delete(path).expect(204)
    into = scene.owner.get(f"{scene.team.w}/task-types").expect(200)["data"][0]["id"]
    scene.owner.post(f"{scene.team.w}/task-types/{scene.ids['task_type_id']}/merge", {"into_type_id": into}).expect(202)
    scene.service.deliver(rounds=20)
    scene.owner.post(f"{path}/restore").expect(200)
    scene.service.deliver(rounds=20)
    assert scene.owner.get(path).expect(200)["type_id"] == into


EXERCISES = (_restore_a_task_whose_type_was_merged,)
