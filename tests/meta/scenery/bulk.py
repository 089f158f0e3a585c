"""Bulks, small and large."""

from tests.meta.scene import Scene

from .losing import losing_once


def _do_everything_at_once(scene: Scene) -> None:
    project = {"id": scene.ids["project_id"]}
    names = [scene.team.task(project, f"Task {number}")["id"] for number in range(3)]
    create = {"op": "create", "task": {"project_id": project["id"], "title": "Made"}}
    operations = [
        create,
        {"op": "transition", "task_ids": names[:1], "status": "done"},
        {"op": "move", "task_ids": names[1:2], "section_id": scene.ids["section_id"]},
        {"op": "delete", "task_ids": names[2:]},
        {"op": "restore", "task_ids": names[2:]},
    ]
    for more in (0, 60):
        body = {"operations": operations + [create] * more}
        answer = scene.owner.post(f"{scene.team.w}/bulk/tasks", body)
        assert answer.status in (200, 202), answer.text
    with losing_once(scene.service, lambda writes: any(write.key.sk == "counter#task" for write in writes)):
        scene.service.deliver()


def _ask_for_several(scene: Scene) -> None:
    project = scene.team.project("Asked at once", "AAO")
    path = f"{scene.team.w}/projects/{project['id']}/workflow"
    statuses = scene.owner.get(path).expect(200)["statuses"]
    rules = [{"to": "done", "approval": {"role": "admin"}}]
    scene.owner.put(path, {"statuses": statuses, "rules": rules}, headers={"If-Match": "*"}).expect(200)
    create = {"op": "create", "task": {"project_id": project["id"], "title": "Made"}}
    for more in (0, 60):
        task = scene.team.task(project, "Wait")
        asking = {"op": "transition", "task_ids": [task["id"]], "status": "done", "ask": True}
        answer = scene.owner.post(f"{scene.team.w}/bulk/tasks", {"operations": [asking, *[create] * more]})
        assert answer.status in (200, 202), answer.text
        scene.service.deliver()
        assert scene.owner.get(f"{scene.team.w}/tasks/{task['id']}").expect(200)["approval_state"] == "pending"


EXERCISES = (_do_everything_at_once, _ask_for_several)
