"""The trash."""

from functions.schedules.purge_trash import handler as purge_trash
from tests.meta.scene import Scene

AFTER = ("attachments", "comments", "approvals", "tasks")


CALLS = {"purgeTrashed": (3, "Where the thing is, only its row in the trash says.")}


def furnish(scene: Scene) -> None:
    """A task in the trash."""
    task = scene.team.task({"id": scene.ids["project_id"]}, "Thrown away")
    scene.owner.delete(f"{scene.team.w}/tasks/{task['id']}").expect(204)
    scene.service.deliver()
    scene.ids["trash_kind"], scene.ids["thing_id"] = "task", task["id"]


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


def _list_the_trash_of_a_project(scene: Scene) -> None:
    scene.owner.get(f"{scene.team.w}/trash?filter[project_id]={scene.ids['project_id']}").expect(200)


EXERCISES = (_list_the_trash_of_a_project, _purge_what_was_in_the_trash_for_long_enough)
