"""The trash."""

from functions.schedules.purge_trash import handler as purge_trash
from tests.meta.scene import Scene

AFTER = ("attachments", "comments", "approvals", "tasks")


def _tie(scene: Scene) -> None:
    """Let something wait for the task, and let it count for a goal."""
    w, task_id = scene.team.w, scene.ids["task_id"]
    waiting = scene.team.task({"id": scene.ids["project_id"]}, "Waits")["id"]
    scene.owner.put(f"{w}/tasks/{waiting}/dependencies/{task_id}", {}).expect(200)
    goal = scene.owner.post(f"{w}/goals", {"name": "Up"}).expect(201)
    scene.owner.put(f"{w}/goals/{goal['id']}/links/{task_id}", {}).expect(200)


def _purge_what_was_in_the_trash_for_long_enough(scene: Scene) -> None:
    _tie(scene)
    scene.owner.delete(f"{scene.team.w}/tasks/{scene.ids['task_id']}").expect(204)
    scene.service.deliver(rounds=20)
    moment = scene.service.clock()
    scene.service.clock.advance(days=31)
    assert purge_trash({}, None)["purged"] > 0
    scene.service.deliver(rounds=20)
    scene.service.clock.go_back(moment)


EXERCISES = (_purge_what_was_in_the_trash_for_long_enough,)
