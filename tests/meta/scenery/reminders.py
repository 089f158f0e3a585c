"""Reminders."""

from datetime import timedelta

from functions.schedules.bring_reminders import handler as bring_reminders
from tests.meta.scene import Scene

AFTER = ["planning"]
CALLS = {"listReminders": (3, "When a reminder comes follows from its task, which is read as it is now.")}


def furnish(scene: Scene) -> None:
    path = f"{scene.team.w}/tasks/{scene.ids['task_id']}/reminders"
    scene.ids["reminder_id"] = scene.owner.post(path, {"before_minutes": 5}).expect(201)["id"]


def _be_reminded(scene: Scene) -> None:
    project = {"id": scene.ids["project_id"]}
    task = scene.team.task(project, "Soon", due_at="2030-01-31T17:00:00Z")
    for minutes in (5, 50):
        scene.owner.post(f"{scene.team.w}/tasks/{task['id']}/reminders", {"before_minutes": minutes}).expect(201)
    soon = (scene.service.clock() + timedelta(minutes=20)).isoformat()
    scene.owner.patch(f"{scene.team.w}/tasks/{task['id']}", {"due_at": soon}).expect(200)
    scene.service.deliver()
    bring_reminders({}, None)
    scene.service.deliver()


EXERCISES = (_be_reminded,)
