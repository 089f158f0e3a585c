"""Projects, beside what the scene itself makes."""

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


EXERCISES = (_take_a_status_away,)
