"""Portfolios, what they hold and how they stand."""

from typing import Any

from onetick.kernel.table import Delete
from onetick.projects.model import Headlines
from tests.meta.scene import Scene
from tests.service import Answer, Person

FIRST = {"restorePortfolio": "deletePortfolio", "restorePortfolioUpdate": "deletePortfolioUpdate"}
REFUSED = {"movePortfolioProject": "The documented example names the project itself."}


def furnish(scene: Scene) -> None:
    """A portfolio of two projects with a member and a status update."""
    owner, w = scene.owner, scene.team.w
    other = owner.post(f"{w}/projects", {"name": "Beside", "key": "PFA"}).expect(201)
    made = owner.post(f"{w}/portfolios", {"name": "Launches"}).expect(201)
    scene.ids["portfolio_id"] = made["id"]
    path = f"{w}/portfolios/{made['id']}"
    owner.post(f"{path}/projects", {"project_ids": [scene.ids["project_id"], other["id"]]}).expect(200)
    owner.put(f"{path}/members/{scene.member.id}", {"role": "editor"}).expect(200)
    update = owner.post(f"{path}/status-updates", {"health": "on_track", "text": "Fine"}).expect(201)
    scene.ids["portfolio_update_id"] = update["id"]


def _held(scene: Scene) -> list[dict[str, Any]]:
    path = f"{scene.team.w}/portfolios/{scene.ids['portfolio_id']}/projects"
    rows: list[dict[str, Any]] = scene.owner.get(path).expect(200)["data"]
    return rows


def _add_another(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    made = scene.owner.post(f"{scene.team.w}/projects", {"name": "New", "key": "PFB"}).expect(201)
    return scene.owner, {"project_ids": [made["id"]], "before_id": scene.ids["project_id"]}, {}


def _move_behind_the_last(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    return scene.owner, {"after_id": _held(scene)[-1]["project_id"]}, {}


def _give_another_role(scene: Scene) -> tuple[Person, Any, dict[str, str]]:
    return scene.owner, {"role": "viewer"}, {}


EFFECTS = {
    "addPortfolioProjects": _add_another,
    "movePortfolioProject": _move_behind_the_last,
    "putPortfolioMember": _give_another_role,
}


def _undo(scene: Scene, answer: Answer) -> None:
    """Undo what was just done."""
    assert answer.status < 300, answer.text
    path = f"{scene.team.w}/change-sets/{answer.headers['OneTick-Change-Set']}/undo"
    undone = scene.owner.post(path, {}).expect(200)
    assert (undone["skipped"], undone["undone"] > 0) == (0, True), undone


def _undo_everything(scene: Scene) -> None:
    w, path = scene.team.w, f"{scene.team.w}/portfolios/{scene.ids['portfolio_id']}"
    first, last = (row["project_id"] for row in _held(scene))
    _undo(scene, scene.owner.patch(path, {"name": "Other"}))
    _undo(scene, scene.owner.post(f"{path}/projects/{last}/move", {"before_id": first}))
    _undo(scene, scene.owner.delete(f"{path}/projects/{last}"))
    _undo(scene, scene.owner.post(f"{path}/status-updates", {"health": "at_risk", "text": "Hm"}))
    update = f"{path}/status-updates/{scene.ids['portfolio_update_id']}"
    _undo(scene, scene.owner.patch(update, {"text": "Better"}))
    _undo(scene, scene.owner.delete(update))
    _undo(scene, scene.owner.delete(path))
    _undo(scene, scene.owner.post(f"{w}/portfolios", {"name": "By mistake"}))
    _undo(scene, scene.owner.post(f"{path}/projects", _add_another(scene)[1]))
    assert [row["project_id"] for row in _held(scene)] == [first, last]


def _in_every_way(scene: Scene) -> None:
    w, path = scene.team.w, f"{scene.team.w}/portfolios/{scene.ids['portfolio_id']}"
    for query in ("", "?filter[trashed]=true", "?filter[owner_id]=me", "?q=la"):
        scene.owner.get(f"{w}/portfolios{query}").expect(200)
    scene.owner.patch(path, {"visibility": "private", "owner_id": scene.member.id}).expect(200)
    scene.member.patch(path, {"name": "Ours"}).expect(200)
    scene.owner.put(f"{path}/members/{scene.ids['team_id']}", {"role": "viewer"}).expect(200)
    scene.owner.delete(f"{path}/members/{scene.ids['team_id']}").expect(204)
    scene.owner.delete(f"{w}/members/{scene.member.id}").expect(204)
    scene.service.deliver()


def _report_beside_what_is_known(scene: Scene) -> None:
    """In a portfolio whose newest status updates nobody remembers in short."""
    name = scene.ids["portfolio_id"]
    path = f"{scene.team.w}/portfolios/{name}/status-updates"
    old, new = (scene.owner.post(path, {"health": "on_track", "text": "x"}).expect(201)["id"] for _ in range(2))
    forgotten = Delete(Headlines.key(org_id=scene.team.organization_id, project_id=name), None)
    for method, update in (("PATCH", old), ("DELETE", old), ("POST", f"{old}/restore"), ("DELETE", new)):
        scene.service.tables.transact([forgotten])
        body = {"health": "at_risk"} if method == "PATCH" else None
        scene.owner.call(method, f"{path}/{update}", body, headers={"If-Match": "*"})


EXERCISES = (_undo_everything, _report_beside_what_is_known, _in_every_way)
