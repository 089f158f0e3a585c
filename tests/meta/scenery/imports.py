"""Imports: one whose file was sent."""

import json

from tests.archives import brought_in, taken_out
from tests.meta.scene import Scene

from .losing import losing_once

AFTER = ("jobs",)

_FILE = b"ID,Name,Section,Assignee,Note\n1,Write,Somewhere,Ben,Long\n2,Read,,,\n"


def furnish(scene: Scene) -> None:
    """An import that waits to be planned."""
    body = {"project_id": scene.ids["project_id"], "source": "csv", "file_name": "it.csv", "size": len(_FILE)}
    made = scene.owner.post(f"{scene.team.w}/imports", body).expect(201)
    scene.service.objects.put(made["upload"]["url"], _FILE, made["upload"]["headers"])
    scene.ids["import_id"] = made["id"]


def _bring_in(scene: Scene, name: str, due: str) -> None:
    """A board with one card, planned and applied; when it was brought in before, it is updated."""
    card = {"id": "c", "name": name, "idList": "l", "idMembers": ["b"], "due": due}
    board = {
        "lists": [{"id": "l", "name": "L", "pos": 1}],
        "members": [{"id": "b", "fullName": "Ben"}],
        "cards": [card],
        "actions": [{"type": "commentCard", "data": {"text": "Hm", "card": {"id": "c"}}}],
    }
    content = json.dumps(board).encode()
    body = {"project_id": scene.ids["project_id"], "source": "trello", "file_name": "b", "size": len(content)}
    made = scene.owner.post(f"{scene.team.w}/imports", {**body, "on_match": "update"}).expect(201)
    scene.service.objects.put(made["upload"]["url"], content, made["upload"]["headers"])
    for mode in ("plan", "apply"):
        scene.owner.post(f"{scene.team.w}/imports/{made['id']}/{mode}").expect(202)
        scene.service.deliver()


def _bring_in_again(scene: Scene) -> None:
    _bring_in(scene, "One", "2030-01-01T00:00:00.000Z")
    _bring_in(scene, "Two", "2030-01-02T00:00:00.000Z")


def _beside_others(scene: Scene) -> None:
    with losing_once(scene.service, lambda writes: any(write.key.sk == "task" for write in writes)):
        _bring_in(scene, "One", "2030-01-01T00:00:00.000Z")


def _in_a_circle(scene: Scene) -> None:
    """So many rows, each waiting for the one before, that the way round the circle is read in stretches."""
    rows = "".join(f"circle{number},R,circle{number - 1 if number else 11}\n" for number in range(12))
    content = f"ID,Name,Blocked by\n{rows}".encode()
    body = {"project_id": scene.ids["project_id"], "source": "csv", "file_name": "c.csv", "size": len(content)}
    made = scene.owner.post(f"{scene.team.w}/imports", body).expect(201)
    scene.service.objects.put(made["upload"]["url"], content, made["upload"]["headers"])
    scene.owner.post(f"{scene.team.w}/imports/{made['id']}/apply").expect(202)
    scene.service.deliver()


def _restored(scene: Scene) -> None:
    """The archive of the project, with what is attached, in a new one."""
    project = {"id": scene.ids["project_id"]}
    archive = taken_out(scene.owner, scene.team, project)
    brought_in(scene.owner, scene.team, scene.team.project("Restored", "RESTORED"), archive)


EXERCISES = (_beside_others, _bring_in_again, _in_a_circle, _restored)
