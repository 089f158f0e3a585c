"""Goals, their key results and what counts for them."""

from typing import Any

from tests.meta.scene import Scene

FIRST = {"reopenGoal": "closeGoal", "restoreGoal": "deleteGoal", "unlinkGoal": "linkGoal"}


def furnish(scene: Scene) -> None:
    """A goal with a key result; work that it could be linked to is the scene's task."""
    goal = scene.owner.post(f"{scene.team.w}/goals", {"name": "Ship it"}).expect(201)
    body = {"name": "Users", "measure": "number", "target": 10}
    with_result = scene.owner.post(f"{scene.team.w}/goals/{goal['id']}/key-results", body).expect(201)
    scene.ids["goal_id"] = goal["id"]
    scene.ids["key_result_id"] = with_result["key_results"][0]["id"]
    scene.ids["owner_id"] = scene.member.id
    scene.ids["target_id"] = scene.ids["task_id"]


def _goal(scene: Scene, name: str, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = scene.owner.post(f"{scene.team.w}/goals", {"name": name, **more}).expect(201)
    return made


def _a_tree_of_goals(scene: Scene) -> None:
    w, project = scene.team.w, scene.ids["project_id"]
    top = _goal(scene, "Top")
    middle = _goal(scene, "Middle", parent_id=top["id"])
    low = _goal(scene, "Low", parent_id=middle["id"], project_id=project)
    scene.owner.put(f"{w}/goals/{low['id']}/links/{project}", {"weight": 2}).expect(200)
    scene.owner.put(f"{w}/goals/{low['id']}/links/{scene.ids['goal_id']}", {}).expect(200)
    other = _goal(scene, "Other", parent_id=top["id"])
    scene.owner.put(f"{w}/goals/{other['id']}/links/{project}", {}).expect(200)
    scene.owner.delete(f"{w}/goals/{other['id']}/links/{project}").expect(204)
    scene.owner.patch(f"{w}/goals/{low['id']}", {"parent_id": other["id"]}).expect(200)
    scene.owner.patch(f"{w}/tasks/{scene.ids['task_id']}", {"status": "done"}).expect(200)
    scene.service.deliver()
    assert scene.owner.get(f"{w}/goals/{other['id']}").expect(200)["progress"] > 0
    scene.owner.delete(f"{w}/goals/{low['id']}").expect(204)
    scene.owner.post(f"{w}/goals/{low['id']}/restore").expect(200)


def _list_in_every_way(scene: Scene) -> None:
    for query in ("", "?filter[parent_id]=top", "?filter[trashed]=true"):
        scene.owner.get(f"{scene.team.w}/goals{query}").expect(200)


EXERCISES = (_a_tree_of_goals, _list_in_every_way)
