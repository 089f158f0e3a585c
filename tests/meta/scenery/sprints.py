"""Sprints, the backlog and their ledger."""

from typing import Any

from tests.meta.scene import Scene

FIRST = {"completeSprint": "startSprint", "removeFromSprint": "addToSprint", "restoreSprint": "deleteSprint"}


def furnish(scene: Scene) -> None:
    """A planned sprint with nothing in it."""
    body = {"project_id": scene.ids["project_id"], "name": "Sprint 1"}
    made = scene.owner.post(f"{scene.team.w}/sprints", body).expect(201)
    scene.ids["sprint_id"] = made["id"]


def _plan(scene: Scene, title: str, **more: Any) -> dict[str, Any]:
    """A task in the sprint."""
    task = scene.team.task({"id": scene.ids["project_id"]}, title, **more)
    path = f"{scene.team.w}/sprints/{scene.ids['sprint_id']}/tasks/{task['id']}"
    planned: dict[str, Any] = scene.owner.put(path, {}).expect(200)
    return planned


def _list_in_every_way(scene: Scene) -> None:
    w, project = scene.team.w, scene.ids["project_id"]
    for query in ("", f"?filter[project_id]={project}", f"?filter[project_id]={project}&filter[trashed]=true"):
        scene.owner.get(f"{w}/sprints{query}").expect(200)


def _change_the_scope_of_an_active_sprint(scene: Scene) -> None:
    w, sprint = scene.team.w, scene.ids["sprint_id"]
    first = _plan(scene, "First", points=3)
    scene.owner.post(f"{w}/sprints/{sprint}/start", {}).expect(200)
    second = _plan(scene, "Second", points=5)
    scene.owner.put(f"{w}/sprints/{sprint}/tasks/{second['id']}", {"before_id": first["id"]}).expect(200)
    scene.owner.patch(f"{w}/tasks/{first['id']}", {"points": 2, "status": "done"}).expect(200)
    scene.owner.delete(f"{w}/sprints/{sprint}/tasks/{second['id']}").expect(204)
    scene.service.deliver()
    changes = scene.owner.get(f"{w}/sprints/{sprint}/scope-changes").expect(200)["data"]
    assert len(changes) == 3
    scene.owner.get(f"{w}/sprints/{sprint}/burndown").expect(200)


def _start(scene: Scene) -> None:
    scene.owner.post(f"{scene.team.w}/sprints/{scene.ids['sprint_id']}/start", {}).expect(200)


def _plan_and_carry_over_a_lot(scene: Scene) -> None:
    """More than one transaction holds."""
    w, sprint = scene.team.w, scene.ids["sprint_id"]
    project = {"id": scene.ids["project_id"]}
    tasks = [scene.team.task(project, str(number), assignee_ids=[scene.member.id])["id"] for number in range(30)]
    for what in ("add", "remove", "add"):
        scene.owner.post(f"{w}/sprints/{sprint}/tasks", {what: tasks}).expect(202)
        scene.service.deliver()
    _start(scene)
    body = {"project_id": project["id"], "name": "Sprint 2"}
    scene.owner.post(f"{w}/sprints", body).expect(201)
    scene.owner.post(f"{w}/sprints/{sprint}/complete", {"carry_over_to": "next"}).expect(202)


EXERCISES = (_list_in_every_way, _change_the_scope_of_an_active_sprint, _plan_and_carry_over_a_lot)
