"""The trash."""

from functions.schedules.purge_trash import handler as purge_trash
from tests.meta.scene import Scene

AFTER = ("attachments", "comments", "approvals", "tasks")


def _purge_what_was_in_the_trash_for_long_enough(scene: Scene) -> None:
    scene.owner.delete(f"{scene.team.w}/tasks/{scene.ids['task_id']}").expect(204)
    scene.service.deliver(rounds=20)
    scene.service.clock.advance(days=31)
    assert purge_trash({}, None)["purged"] > 0
    scene.service.deliver(rounds=20)


EXERCISES = (_purge_what_was_in_the_trash_for_long_enough,)
