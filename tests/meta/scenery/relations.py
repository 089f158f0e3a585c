"""Relations and their kinds."""

from typing import Any

from tests.meta.scene import Scene
from tests.service import Person

AFTER = ["planning", "tasks"]
FIRST = {"restoreRelationType": "deleteRelationType"}


def furnish(scene: Scene) -> None:
    types = f"{scene.team.w}/relation-types"
    made = scene.owner.post(types, {"outward": "tests", "inward": "is tested by"}).expect(201)
    scene.ids["relation_type_id"] = made["id"]
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}/relations/{made['id']}/{scene.ids['other_id']}"
    scene.owner.put(path, {}).expect(200)


def _to_another(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    other = scene.team.task({"id": scene.ids["project_id"]}, "What it has to do with")
    return scene.owner, None, {"other_id": other["id"]}


EFFECTS = {"putRelation": _to_another}
