"""Imports: one whose file was sent."""

from tests.meta.scene import Scene

AFTER = ("jobs",)

_FILE = b"ID,Name,Section,Assignee,Note\n1,Write,Somewhere,Ben,Long\n2,Read,,,\n"


def furnish(scene: Scene) -> None:
    """An import that waits to be planned."""
    body = {"project_id": scene.ids["project_id"], "source": "csv", "file_name": "it.csv", "size": len(_FILE)}
    made = scene.owner.post(f"{scene.team.w}/imports", body).expect(201)
    scene.service.objects.put(made["upload"]["url"], _FILE, made["upload"]["headers"])
    scene.ids["import_id"] = made["id"]


def _bring_in_again(scene: Scene) -> None:
    """Update what was brought in: with another file, and comments."""
    w = scene.team.w
    board = b"""{"lists": [{"id": "l", "name": "L", "pos": 1}], "cards": [{"id": "c", "name": "%s", "idList": "l"}],
      "actions": [{"type": "commentCard", "data": {"text": "Hm", "card": {"id": "c"}}}]}"""
    for title in (b"One", b"Two"):
        content = board % title
        body = {"project_id": scene.ids["project_id"], "source": "trello", "file_name": "b", "size": len(content)}
        made = scene.owner.post(f"{w}/imports", {**body, "on_match": "update"}).expect(201)
        scene.service.objects.put(made["upload"]["url"], content, made["upload"]["headers"])
        scene.owner.post(f"{w}/imports/{made['id']}/plan").expect(202)
        scene.service.deliver()
        scene.owner.post(f"{w}/imports/{made['id']}/apply").expect(202)
        scene.service.deliver()


EXERCISES = (_bring_in_again,)
