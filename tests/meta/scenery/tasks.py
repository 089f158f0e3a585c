"""Tasks, boards and ranks."""

import pytest

from onetick.tasks import changing
from onetick.tasks import make_room as making_room
from tests.meta.scene import Scene

FIRST = {"restoreTask": "deleteTask", "unwatchTask": "watchTask"}


def _list_in_every_order(scene: Scene) -> None:
    w, project, section = scene.team.w, scene.ids["project_id"], scene.ids["section_id"]
    of_project = f"filter[project_id]={project}"
    queries = [
        "sort=-created_at",
        of_project,
        f"{of_project}&sort=created_at",
        f"{of_project}&sort=due_at",
        f"{of_project}&filter[section_id]={section}",
        "filter[assignee_id]=me",
        "filter[trashed]=true",
    ]
    for query in queries:
        scene.owner.get(f"{w}/tasks?{query}").expect(200)


def _move_a_task_between_two_others(scene: Scene) -> None:
    project = {"id": scene.ids["project_id"]}
    one, two, three = (scene.team.task(project, title) for title in ("One", "Two", "Three"))
    path = f"{scene.team.w}/tasks/{three['id']}"
    scene.owner.post(f"{path}/move", {"before_id": two["id"]}).expect(200)
    scene.owner.post(f"{path}/move", {"section_id": scene.ids["section_id"]}).expect(200)
    scene.owner.patch(path, {"status": "in_progress", "assignee_ids": [scene.member.id]}).expect(200)
    scene.owner.patch(path, {"assignee_ids": []}).expect(200)
    scene.owner.delete(f"{scene.team.w}/tasks/{one['id']}").expect(204)


def _crowd_a_place(scene: Scene) -> None:
    with pytest.MonkeyPatch.context() as patched:
        for name in ("CROWDED", "SHORT", "AMPLE"):
            patched.setattr(making_room, name, 15)
        patched.setattr(changing, "CROWDED", 15)
        project = {"id": scene.ids["project_id"]}
        first, task = scene.team.task(project, "First"), scene.team.task(project, "Last")
        while len(task["rank"]) <= 15:
            made = scene.team.task(project, "Between", section_id=scene.ids["section_id"])
            place = {"after_id": first["id"], "before_id": task["id"]}
            task = scene.owner.post(f"{scene.team.w}/tasks/{made['id']}/move", place).expect(200)
            scene.service.clock.advance(seconds=2)
        before = len(scene.service.events())
        scene.service.deliver(rounds=50)
        assert "onetick.task.reranked.v1" in {event["type"] for event in scene.service.events()[before:]}


EXERCISES = (_list_in_every_order, _move_a_task_between_two_others, _crowd_a_place)
