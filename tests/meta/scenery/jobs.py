"""Jobs: one of each worker's."""

from typing import Any

import pytest

from onetick.kernel.table import Contention
from tests.meta.scene import Scene
from tests.service import Person

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
    transact, lost = scene.service.tables.transact, False

    def late(writes: Any, *, token: str | None = None) -> None:
        nonlocal lost
        if not lost and any(write.key.sk == "task" for write in writes):
            lost = True
            raise Contention
        transact(writes, token=token)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(scene.service.tables, "transact", late)
        scene.service.deliver()
    assert lost


EXERCISES = (_cancel_a_job, _list_everybodys, _work_beside_others)
