"""Tags."""

from tests.meta.scene import Scene

FIRST = {
    "restoreTag": "deleteTag",
    "unarchiveTag": "archiveTag",
}


def furnish(scene: Scene) -> None:
    made = [scene.owner.post(f"{scene.team.w}/tags", {"name": name}).expect(201) for name in ("red", "green")]
    scene.ids["tag_id"], scene.ids["into_id"] = (tag["id"] for tag in made)
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}"
    scene.owner.patch(path, {"tag_ids": [scene.ids["tag_id"]]}).expect(200)


def _restore_a_task_whose_tag_is_gone(scene: Scene) -> None:
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}"
    scene.owner.delete(path).expect(204)
    scene.owner.delete(f"{scene.team.w}/tags/{scene.ids['tag_id']}").expect(202)
    scene.service.deliver(rounds=20)
    scene.owner.post(f"{path}/restore").expect(200)
    scene.service.deliver(rounds=20)
    assert scene.owner.get(path).expect(200)["tag_ids"] == []


EXERCISES = (_restore_a_task_whose_tag_is_gone,)
