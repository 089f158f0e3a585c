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
