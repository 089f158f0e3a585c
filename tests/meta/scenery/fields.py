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
