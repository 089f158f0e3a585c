"""Jobs: one of each worker's."""

from typing import Any

from tests.meta.scene import Scene
from tests.service import Person

from .losing import losing_once

REFUSED = {"cancelJob": "The job of the scene is finished."}


def _copying(scene: Scene, key: str) -> dict[str, Any]:
    body = {"name": "Copy", "key": key}
    path = f"{scene.team.w}/projects/{scene.ids['project_id']}/duplicate"
    job: dict[str, Any] = scene.owner.post(path, body).expect(202)
    return job


def furnish(scene: Scene) -> None:
    """A project that was duplicated."""
    scene.ids["job_id"] = _copying(scene, "DUP")["id"]


def _cancel_another(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    return scene.owner, None, {"job_id": _copying(scene, "CAN")["id"]}


EFFECTS = {"cancelJob": _cancel_another}


def _cancel_a_job(scene: Scene) -> None:
    scene.owner.post(f"{scene.team.w}/jobs/{_copying(scene, 'CAN')['id']}/cancel").expect(200)


def _list_everybodys(scene: Scene) -> None:
    scene.owner.get(f"{scene.team.w}/jobs?filter[created_by]=anybody").expect(200)


def _work_beside_others(scene: Scene) -> None:
    _copying(scene, "BES")
    with losing_once(scene.service, lambda writes: any(write.key.sk == "task" for write in writes)):
        scene.service.deliver()


EXERCISES = (_cancel_a_job, _list_everybodys, _work_beside_others)
