"""Projects, beside what the scene itself makes."""

from onetick.kernel.table import Delete
from onetick.projects.model import Headlines
from tests.meta.scene import Scene

FIRST = {"restoreStatusUpdate": "deleteStatusUpdate"}


def _take_a_status_away(scene: Scene) -> None:
    project = {"id": scene.ids["project_id"]}
    scene.team.task(project, "Doing", status="in_progress", assignee_ids=[scene.member.id])
    path = f"{scene.team.w}/projects/{project['id']}/workflow"
    statuses = [
        {"id": "todo", "name": "To do", "category": "unstarted"},
        {"id": "done", "name": "Done", "category": "completed"},
    ]
    body = {"statuses": statuses, "remap": {"in_progress": "done"}}
    scene.owner.put(f"{path}?dry_run=true", body, headers={"If-Match": "*"}).expect(200)
    scene.owner.put(path, body, headers={"If-Match": "*"}).expect(202)


def _report_beside_what_is_known(scene: Scene) -> None:
    """In a project that was reported on before it had headlines."""
    path = f"{scene.team.w}/projects/{scene.ids['project_id']}/status-updates"
    place = {"org_id": scene.team.organization_id, "project_id": scene.ids["project_id"]}
    old, new = (scene.owner.post(path, {"health": "on_track", "text": "x"}).expect(201)["id"] for _ in range(2))
    forgotten = Delete(Headlines.key(**place), None)
    for method, name in (("PATCH", old), ("DELETE", old), ("POST", f"{old}/restore"), ("DELETE", new)):
        scene.service.tables.transact([forgotten])
        body = {"health": "at_risk"} if method == "PATCH" else None
        scene.owner.call(method, f"{path}/{name}", body, headers={"If-Match": "*"})


EXERCISES = (_take_a_status_away, _report_beside_what_is_known)
