"""Templates, saved from the project and the task of the scene."""

from typing import Any

from tests.meta.scene import Scene
from tests.service import Person

from .attachments import attach
from .losing import losing_once

AFTER = ("goals", "fields", "tags")
FIRST = {"restoreTemplate": "deleteTemplate"}
REFUSED = {"applyTemplate": "The template of the scene makes projects."}


def _saved(scene: Scene, path: str, **body: Any) -> str:
    job = scene.owner.post(f"{scene.team.w}/{path}/save-as-template", {"name": "Launch", **body}).expect(202)
    scene.service.deliver()
    template_id: str = job["result"]["template_id"]
    return template_id


def furnish(scene: Scene) -> None:
    """A template of the project."""
    scene.ids["template_id"] = _saved(scene, f"projects/{scene.ids['project_id']}")
    path = f"{scene.team.w}/templates/{scene.ids['template_id']}"
    task = scene.owner.post(f"{path}/tasks", {"title": "Extra"}).expect(201)
    scene.ids["template_task_id"] = task["id"]
    role = {"id": "designer", "name": "Designer"}
    roles = scene.owner.get(path).expect(200)["roles"]
    scene.owner.patch(path, {"roles": [*roles, role]}).expect(200)


def _apply_a_task(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    template = _saved(scene, f"tasks/{scene.ids['task_id']}")
    body = {"project_id": scene.ids["project_id"], "start_on": "2031-03-03"}
    return scene.owner, body, {"template_id": template}


EFFECTS = {"applyTemplate": _apply_a_task}


def _deliver_beside_others(scene: Scene) -> None:
    with losing_once(scene.service, lambda writes: any(write.key.sk == "task" for write in writes)):
        scene.service.deliver()


def _use_both_kinds(scene: Scene) -> None:
    w, project = scene.team.w, scene.team.project(key="TPS")
    team, owner = scene.team, scene.owner
    field = owner.post(f"{w}/custom-fields", {"name": "Size", "type": "number"}).expect(201)
    owner.put(f"{w}/projects/{project['id']}/custom-fields/{field['id']}", {}).expect(200)
    own = {"name": "Twice", "type": "formula", "expression": "{points} * 2", "project_id": project["id"]}
    owner.post(f"{w}/custom-fields", own).expect(201)
    owner.put(f"{w}/projects/{project['id']}/members/{scene.member.id}", {"role": "editor"}).expect(200)
    root = team.task(project, "Root", due_at="2030-01-07T15:00:00Z", assignee_ids=[scene.member.id])
    owner.put(f"{w}/tasks/{root['id']}/recurrence", {"rrule": "FREQ=WEEKLY"}).expect(200)
    low = team.task(project, "Low", parent_id=root["id"], due_at="2030-01-08T15:00:00Z")
    owner.put(f"{w}/tasks/{low['id']}/recurrence", {"rrule": "FREQ=WEEKLY"}).expect(200)
    other = team.task(project, "Other", parent_id=root["id"])
    owner.put(f"{w}/tasks/{other['id']}/dependencies/{low['id']}", {}).expect(200)
    attach(scene, task_id=root["id"])
    for number in range(21):
        owner.post(f"{w}/projects/{project['id']}/sections", {"name": f"S{number}"}).expect(201)
    scene.service.deliver()
    whole, one = _saved(scene, f"projects/{project['id']}"), _saved(scene, f"tasks/{root['id']}", scope="workspace")
    role = owner.get(f"{w}/templates/{whole}").expect(200)["roles"][0]
    body = {"name": "Made", "key": "MAD", "start_on": "2031-03-03", "people": {role["id"]: [scene.member.id]}}
    owner.post(f"{w}/templates/{whole}/instantiate", body).expect(202)
    _deliver_beside_others(scene)
    cast = {owner.get(f"{w}/templates/{one}").expect(200)["roles"][0]["id"]: [scene.member.id]}
    use = {"project_id": project["id"], "start_on": "2031-03-03", "people": cast}
    owner.post(f"{w}/templates/{one}/apply", use).expect(201)
    _deliver_beside_others(scene)
    owner.delete(f"{w}/templates/{whole}").expect(204)
    owner.get(f"{w}/templates?filter[trashed]=true").expect(200)
    scene.service.deliver()
    owner.delete(f"{w}/trash/template/{whole}", headers={"If-Match": "*"}).expect(204)
    scene.service.deliver(rounds=20)


def _give_tags(scene: Scene) -> None:
    path = f"{scene.team.w}/templates/{scene.ids['template_id']}/tasks"
    tag = scene.owner.post(f"{scene.team.w}/tags", {"name": "of templates"}).expect(201)
    body = {"title": "Tagged", "tag_ids": [tag["id"]]}
    scene.owner.post(path, body).expect(201)
    scene.owner.patch(f"{path}/{scene.ids['template_task_id']}", {"tag_ids": [tag["id"]]}).expect(200)


EXERCISES = (_use_both_kinds, _give_tags)
