"""Change sets, small and large."""

from typing import Any

import pytest

from onetick.planning import ordering
from tests.meta.scene import Scene
from tests.service import Person

from .losing import losing_once

AFTER = ("bulk", "jobs")


def _changed(scene: Scene, title: str) -> str:
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}"
    answer = scene.owner.patch(path, {"title": title})
    assert answer.status == 200, answer.text
    return answer.headers["OneTick-Change-Set"]


def furnish(scene: Scene) -> None:
    """A task that was changed."""
    scene.ids["change_set_id"] = _changed(scene, "Changed")


def _undo_another(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    return scene.owner, {"on_conflict": "fail"}, {"change_set_id": _changed(scene, "Changed again")}


EFFECTS = {"undoChangeSet": _undo_another}


def _undo_everything(scene: Scene) -> None:
    project = {"id": scene.ids["project_id"]}
    w, p = scene.team.w, f"{scene.team.w}/projects/{project['id']}"
    names = [scene.team.task(project, f"Task {number}")["id"] for number in range(55)]
    section = scene.owner.post(f"{p}/sections", {"name": "Fresh"})
    moved = scene.owner.post(f"{w}/tasks/{names[0]}/move", {"section_id": scene.ids["section_id"]})
    comment = scene.owner.post(f"{w}/tasks/{names[1]}/comments", {"body_md": "Soon gone"})
    for answer in (moved, comment, section):
        change_set = answer.headers["OneTick-Change-Set"]
        scene.owner.post(f"{w}/change-sets/{change_set}/undo", {}).expect(200)
    operations = [
        {"op": "update", "task_ids": names, "changes": {"assignee_ids": [scene.member.id]}},
        {"op": "transition", "task_ids": names[:30], "status": "done"},
    ]
    large = scene.owner.post(f"{w}/bulk/tasks", {"operations": operations})
    large.expect(202)
    scene.owner.get(f"{w}/change-sets/{large.headers['OneTick-Change-Set']}/changes").expect(200)
    scene.service.deliver()
    scene.owner.patch(f"{w}/tasks/{names[3]}", {"assignee_ids": []}).expect(200)
    path = f"{w}/change-sets/{large.headers['OneTick-Change-Set']}/undo"
    scene.owner.post(path, {"on_conflict": "skip"}).expect(202)
    with losing_once(scene.service, lambda writes: any(write.key.sk == "task" for write in writes)):
        scene.service.deliver()


def _undo_a_freed_task_that_is_out_of_order_by_now(scene: Scene) -> None:
    project = {"id": scene.ids["project_id"]}
    w = scene.team.w
    first, second, third, last = (scene.team.task(project, title)["id"] for title in ("A", "B", "C", "D"))

    def tie(task: str, other: str) -> None:
        scene.owner.put(f"{w}/tasks/{task}/dependencies/{other}", {}).expect(200)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ordering, "STEPS", 0)
        tie(second, first)
        tie(third, second)
        freed = scene.owner.delete(f"{w}/tasks/{second}/dependencies/{first}")
        tie(last, third)
        tie(first, last)
        scene.owner.delete(f"{w}/tasks/{last}/dependencies/{third}").expect(200)
        scene.owner.post(f"{w}/change-sets/{freed.headers['OneTick-Change-Set']}/undo", {}).expect(200)
    update = scene.owner.post(f"{w}/projects/{project['id']}/status-updates", {"health": "at_risk", "text": "Late"})
    scene.owner.post(f"{w}/change-sets/{update.headers['OneTick-Change-Set']}/undo", {}).expect(200)


EXERCISES = (_undo_everything, _undo_a_freed_task_that_is_out_of_order_by_now)
