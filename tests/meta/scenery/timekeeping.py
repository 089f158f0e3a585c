"""Logged time and timers."""

from tests.meta.scene import Scene

FIRST = {
    "discardTimer": "startTimer",
    "getTimer": "startTimer",
    "restoreTimeEntry": "deleteTimeEntry",
    "stopTimer": "startTimer",
}


def furnish(scene: Scene) -> None:
    """An hour on the task."""
    body = {"task_id": scene.ids["task_id"], "minutes": 60, "note": "Thinking"}
    entry = scene.owner.post(f"{scene.team.w}/time-entries", body).expect(201)
    scene.ids["entry_id"] = entry["id"]


def _list_by_everything(scene: Scene) -> None:
    for query in (f"filter[task_id]={scene.ids['task_id']}", f"filter[project_id]={scene.ids['project_id']}"):
        rows = scene.owner.get(f"{scene.team.w}/time-entries?{query}").expect(200)["data"]
        assert [row["id"] for row in rows] == [scene.ids["entry_id"]]


EXERCISES = (_list_by_everything,)
