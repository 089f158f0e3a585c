"""Reports about the project and its sprint."""

from tests.meta.scene import Scene

AFTER = ("sprints", "timekeeping")
_OF_PROJECT = ("throughput", "cycle_time", "cumulative_flow", "time_in_status", "logged_time", "velocity")


def furnish(scene: Scene) -> None:
    """One that can be had without saying of what."""
    scene.ids["report_key"] = "workload"


def _every_report(scene: Scene) -> None:
    project, sprint = scene.ids["project_id"], scene.ids["sprint_id"]
    for key in (*_OF_PROJECT, "workload", "overdue"):
        scene.owner.get(f"{scene.team.w}/reports/{key}?project_id={project}").expect(200)
    for key in ("burndown", "burnup"):
        scene.owner.get(f"{scene.team.w}/reports/{key}?sprint_id={sprint}").expect(200)


def _count_what_happens(scene: Scene) -> None:
    """A task in two projects, from its making to the trash and back, and time logged on it."""
    w, ann = scene.team.w, scene.owner
    other = scene.team.project("Other", "RPT")
    task = scene.team.task({"id": scene.ids["project_id"]}, "Counted")
    ann.put(f"{w}/tasks/{task['id']}/projects/{other['id']}", {}).expect(200)
    ann.patch(f"{w}/tasks/{task['id']}", {"status": "done"}).expect(200)
    ann.post(f"{w}/time-entries", {"task_id": task["id"], "minutes": 5}).expect(201)
    ann.delete(f"{w}/tasks/{task['id']}").expect(204)
    ann.post(f"{w}/tasks/{task['id']}/restore").expect(200)
    scene.service.deliver()


EXERCISES = (_every_report, _count_what_happens)
