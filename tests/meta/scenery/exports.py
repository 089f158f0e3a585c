"""Exports: one that is ready, and one of each format."""

from tests.meta.scene import Scene

AFTER = ("jobs", "fields")


def furnish(scene: Scene) -> None:
    """An export that is ready."""
    body = {"project_id": scene.ids["project_id"], "format": "csv"}
    job = scene.owner.post(f"{scene.team.w}/exports", body).expect(202)
    scene.service.deliver()
    scene.ids["export_id"] = job["result"]["export_id"]


def _in_every_format(scene: Scene) -> None:
    for format in ("ndjson", "onetick_archive"):
        body = {"project_id": scene.ids["project_id"], "format": format}
        scene.owner.post(f"{scene.team.w}/exports", body).expect(202)
        scene.service.deliver()


EXERCISES = (_in_every_format,)
