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


def _sort_by_what_is_worked_out(scene: Scene) -> None:
    """Other values are other places in a project's order by a field: each who changes them takes rows away."""
    w, owner, project = scene.team.w, scene.owner, scene.team.project("Sorted", "SRT")
    fields = f"{w}/projects/{project['id']}/custom-fields"
    rollup = {"type": "rollup", "function": "sum", "source": "points"}
    for one in ({"type": "formula", "expression": "{logged_minutes}"}, rollup):
        body = {"name": "Worked out", "project_id": project["id"], **one}
        made = owner.post(f"{w}/custom-fields", body).expect(201)
        owner.put(f"{fields}/{made['id']}", {"sortable": True}).expect(200)
    parent = scene.team.task(project, "Whole")
    child = scene.team.task(project, "Part", parent_id=parent["id"], points=1)
    scene.service.deliver(rounds=20)
    owner.patch(f"{w}/tasks/{child['id']}", {"points": 2}).expect(200)
    scene.service.deliver(rounds=20)
    entry = owner.post(f"{w}/time-entries", {"task_id": child["id"], "minutes": 60}).expect(201)
    path = f"{w}/time-entries/{entry['id']}"
    owner.patch(path, {"minutes": 30}).expect(200)
    owner.delete(path).expect(204)
    owner.post(f"{path}/restore").expect(200)
    owner.put(f"{fields}/{made['id']}", {"sortable": False}).expect(200)
    scene.service.deliver(rounds=20)


EXERCISES = (_work_values_out, _sort_by_what_is_worked_out)
