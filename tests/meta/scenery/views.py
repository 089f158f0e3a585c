"""Saved views."""

from tests.meta.scene import Scene

FIRST = {"restoreView": "deleteView"}


def furnish(scene: Scene) -> None:
    body = {"name": "All", "scope": "shared", "project_id": scene.ids["project_id"]}
    made = scene.owner.post(f"{scene.team.w}/views", body).expect(201)
    scene.ids["view_id"] = made["id"]


def _look_in_every_order(scene: Scene) -> None:
    w, project_id = scene.team.w, scene.ids["project_id"]
    for body in ({"project_id": project_id, "sort": "due_at"}, {"project_id": project_id, "sort": "created_at"}):
        made = scene.owner.post(f"{w}/views", {"name": "Sorted", **body}).expect(201)
        scene.owner.get(f"{w}/views/{made['id']}/results").expect(200)


EXERCISES = (_look_in_every_order,)
