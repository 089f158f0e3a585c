"""Approvals: one that the member asked for and the owner may decide."""

from typing import Any

from functions.schedules.expire_approvals import handler as expire_approvals
from tests.meta.scene import Scene


def furnish(scene: Scene) -> None:
    """A project of its own, so that no other area's tasks wait."""
    project = scene.team.project("Approved", "APR")
    scene.ids["approval_id"] = _asked(scene, project, {"people": [scene.owner.id]})


def _asked(scene: Scene, project: dict[str, Any], approval: dict[str, Any]) -> str:
    """A request in a project."""
    path = f"{scene.team.w}/projects/{project['id']}"
    statuses = scene.owner.get(f"{path}/workflow").expect(200)["statuses"]
    body = {"statuses": statuses, "rules": [{"to": "done", "approval": approval}]}
    scene.owner.put(f"{path}/workflow", body, headers={"If-Match": "*"}).expect(200)
    assert scene.owner.put(f"{path}/members/{scene.member.id}", {"role": "editor"}).status < 300
    task = scene.team.task(project, "Wait")
    asked = scene.member.post(f"{scene.team.w}/tasks/{task['id']}/transition", {"status": "done"}).expect(202)
    found: str = asked["approval"]["id"]
    return found


def _ask_a_role_and_let_it_end(scene: Scene) -> None:
    project = scene.team.project("By role", "ROL")
    role = {"role": "admin", "needed": 2, "expires_after_days": 1}
    decided, left, gone = (_asked(scene, project, role) for _ in range(3))
    approvals = f"{scene.team.w}/approvals"
    scene.owner.post(f"{approvals}/{decided}/decision", {"decision": "reject", "comment": "No"}).expect(200)
    about = scene.owner.get(f"{approvals}/{gone}").expect(200)["task_id"]
    scene.owner.delete(f"{scene.team.w}/tasks/{about}").expect(204)
    scene.service.deliver()
    scene.service.clock.advance(days=1, seconds=1)
    expire_approvals({}, None)
    scene.owner.at(scene.team.organization_id)
    scene.member.at(scene.team.organization_id)
    assert scene.owner.get(f"{approvals}/{left}").expect(200)["state"] == "expired"


EXERCISES = (_ask_a_role_and_let_it_end,)
