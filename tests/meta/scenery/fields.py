"""Custom fields."""

from tests.meta.scene import Scene

FIRST = {
    "restoreCustomField": "deleteCustomField",
    "unarchiveCustomField": "archiveCustomField",
}


def furnish(scene: Scene) -> None:
    w, options = scene.team.w, [{"name": "Low"}, {"name": "Medium"}]
    field = scene.owner.post(f"{w}/custom-fields", {"name": "Size", "type": "single_select", "options": options})
    made = field.expect(201)
    scene.ids["field_id"] = made["id"]
    scene.ids["option_id"] = made["options"][0]["id"]
    scene.owner.put(f"{w}/projects/{scene.ids['project_id']}/custom-fields/{made['id']}", {}).expect(200)


def _work_values_out(scene: Scene) -> None:
    w, project_id = scene.team.w, scene.ids["project_id"]
    parent = scene.team.task({"id": project_id}, "Whole")
    child = scene.team.task({"id": project_id}, "Part", parent_id=parent["id"], points=1)
    rollup = {"type": "rollup", "function": "sum", "source": "points"}
    for one in ({"type": "formula", "expression": "{points} * 2"}, rollup):
        made = scene.owner.post(f"{w}/custom-fields", {"name": "Worked out", "project_id": project_id, **one})
        made.expect(201)
        scene.service.deliver()
    scene.owner.patch(f"{w}/tasks/{child['id']}", {"points": 2}).expect(200)
    scene.service.deliver(rounds=20)
    assert sorted(scene.owner.get(f"{w}/tasks/{parent['id']}").expect(200)["custom_fields"].values()) == [2]


EXERCISES = (_work_values_out,)
