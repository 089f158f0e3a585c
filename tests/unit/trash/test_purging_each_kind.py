"""Whatever has a trash: after 30 days in it nothing is left of it but that there was one."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.schedules.purge_trash import handler as purge_trash
from functions.schedules.send_digests import handler as send_digests
from onetick.kernel.purging import bins
from onetick.trash import bins as known
from tests.service import Team
from tests.unit.attachments.cabinet import attach
from tests.unit.tasks.desk import Desk

from .searching import everything, holding

MARK = "xyzzy"
Made = tuple[str, str]
"""Where a thing is found, and its id."""


def made(desk: Desk, path: str, body: dict[str, Any], changes: dict[str, Any] | None = None) -> Made:
    """A thing that was made, and changed once, so that it has a past."""
    thing = desk.ann.post(f"{desk.team.w}{path}", body).expect(201)
    own = f"{desk.team.w}{path}/{thing['id']}"
    if changes:
        desk.ann.patch(own, changes, headers={"If-Match": "*"}).expect(200)
    return own, thing["id"]


def task(desk: Desk) -> Made:
    one = desk.task(f"{MARK} title")
    desk.change(one, title=f"{MARK} other")
    return desk.url(one), one["id"]


def comment(desk: Desk) -> Made:
    on = desk.task("Stays")
    one = desk.ann.post(desk.url(on, "/comments"), {"body_md": f"{MARK} said"}).expect(201)
    path = f"{desk.team.w}/comments/{one['id']}"
    desk.ann.patch(path, {"body_md": f"{MARK} said again"}).expect(200)
    return path, one["id"]


def attachment(desk: Desk) -> Made:
    one = attach(desk, desk.task("Stays"), f"{MARK} content".encode(), name=f"{MARK}.txt")
    return f"{desk.team.w}/attachments/{one['id']}", one["id"]


def time_entry(desk: Desk) -> Made:
    body = {"task_id": desk.task("Stays")["id"], "minutes": 30, "spent_on": "2026-01-05", "note": f"{MARK} worked"}
    return made(desk, "/time-entries", body, {"note": f"{MARK} worked more"})


def project(desk: Desk) -> Made:
    one = desk.team.project(f"{MARK} project", "GON", description=f"{MARK} text")
    path = f"{desk.team.w}/projects/{one['id']}"
    desk.ann.patch(path, {"name": f"{MARK} renamed"}).expect(200)
    desk.ann.post(f"{path}/status-updates", {"health": "on_track", "text": f"{MARK} goes well"}).expect(201)
    section = desk.ann.post(f"{path}/sections", {"name": f"{MARK} section"}).expect(201)
    desk.ann.delete(f"{desk.team.w}/sections/{section['id']}").expect(204)
    desk.ann.post(f"{path}/sections", {"name": f"{MARK} column"}).expect(201)
    live, thrown = desk.team.task(one, f"{MARK} live"), desk.team.task(one, f"{MARK} thrown away")
    desk.ann.post(desk.url(live, "/comments"), {"body_md": f"{MARK} said"}).expect(201)
    desk.ann.delete(desk.url(thrown)).expect(204)
    field = desk.ann.post(
        f"{desk.team.w}/custom-fields", {"name": f"{MARK} own", "type": "text", "project_id": one["id"]}
    )
    field.expect(201)
    view = {"name": f"{MARK} view", "type": "list", "scope": "shared", "project_id": one["id"]}
    desk.ann.post(f"{desk.team.w}/views", view).expect(201)
    desk.ann.post(f"{desk.team.w}/goals", {"name": f"{MARK} goal", "project_id": one["id"]}).expect(201)
    desk.ann.post(f"{desk.team.w}/sprints", {"name": f"{MARK} sprint", "project_id": one["id"]}).expect(201)
    form_of(desk, one["id"])
    return path, one["id"]


def status_update(desk: Desk) -> Made:
    path = f"/projects/{desk.project['id']}/status-updates"
    return made(desk, path, {"health": "on_track", "text": f"{MARK} well"}, {"text": f"{MARK} very well"})


def tag(desk: Desk) -> Made:
    own, id = made(desk, "/tags", {"name": f"{MARK} tag"}, {"name": f"{MARK} renamed"})
    desk.task("Stays", tag_ids=[id])
    return own, id


def field(desk: Desk) -> Made:
    own, id = made(desk, "/custom-fields", {"name": f"{MARK} field", "type": "text"}, {"name": f"{MARK} renamed"})
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/custom-fields/{id}", {}).expect(200)
    return own, id


def view(desk: Desk) -> Made:
    place = {"type": "list", "scope": "shared", "project_id": desk.project["id"]}
    made(desk, "/views", {"name": "Stays", **place})
    return made(desk, "/views", {"name": f"{MARK} view", **place}, {"name": f"{MARK} renamed"})


def form_of(desk: Desk, project_id: str) -> Made:
    question = {"id": "what", "label": f"{MARK} what?", "kind": "text", "maps_to": "title", "required": True}
    body = {"project_id": project_id, "name": f"{MARK} form", "questions": [question]}
    return made(desk, "/forms", body, {"name": f"{MARK} renamed"})


def form(desk: Desk) -> Made:
    return form_of(desk, desk.project["id"])


def sprint(desk: Desk) -> Made:
    body = {"name": f"{MARK} sprint", "project_id": desk.project["id"], "goal": f"{MARK} goal"}
    return made(desk, "/sprints", body, {"name": f"{MARK} renamed"})


def goal(desk: Desk) -> Made:
    own, id = made(desk, "/goals", {"name": f"{MARK} goal", "description": f"{MARK} text"}, {"name": f"{MARK} other"})
    desk.ann.put(f"{own}/links/{desk.task('Stays')['id']}", {}).expect(200)
    return own, id


def template(desk: Desk) -> Made:
    return made(desk, "/templates", {"name": f"{MARK} template", "kind": "task"}, {"name": f"{MARK} renamed"})


def team(desk: Desk) -> Made:
    return made(desk, "/teams", {"name": f"{MARK} team"}, {"name": f"{MARK} renamed"})


def role(desk: Desk) -> Made:
    return made(desk, "/roles", {"name": f"{MARK} role", "permissions": ["task:view"]}, {"name": f"{MARK} renamed"})


def relation_type(desk: Desk) -> Made:
    words = {"outward": f"{MARK} feeds", "inward": f"{MARK} is fed by"}
    made(desk, "/relation-types", {"outward": "stays"})
    return made(desk, "/relation-types", words, {"outward": f"{MARK} nourishes"})


def portfolio(desk: Desk) -> Made:
    own, id = made(desk, "/portfolios", {"name": f"{MARK} portfolio"}, {"name": f"{MARK} renamed"})
    desk.ann.post(f"{own}/status-updates", {"health": "on_track", "text": f"{MARK} goes well"}).expect(201)
    return own, id


def task_type(desk: Desk) -> Made:
    own, id = made(desk, "/task-types", {"name": f"{MARK} type", "icon": "bug"}, {"name": f"{MARK} renamed"})
    kept = desk.task("Stays", type_id=id)
    assert desk.now(kept)["type_id"] == id
    return own, id


def workspace(desk: Desk) -> Made:
    one = desk.ann.post(f"{desk.team.o}/workspaces", {"name": f"{MARK} workspace"}).expect(201)
    there = Desk(Team(desk.ann, desk.team.organization_id, one["id"]), {}, {})
    there.project = there.team.project(f"{MARK} project", "HID")
    on = there.task(f"{MARK} title", assignee_ids=[desk.ann.id])
    desk.ann.post(there.url(on, "/comments"), {"body_md": f"{MARK} said"}).expect(201)
    desk.ann.delete(there.url(there.task(f"{MARK} thrown away"))).expect(204)
    for make in (tag, goal, team, role, form, view, sprint, field, template):
        make(there)
    return there.team.w, one["id"]


KINDS: dict[str, Callable[[Desk], Made]] = {
    one.__name__: one
    for one in (
        task,
        comment,
        attachment,
        time_entry,
        project,
        status_update,
        tag,
        field,
        view,
        form,
        sprint,
        goal,
        template,
        team,
        role,
        relation_type,
        portfolio,
        task_type,
        workspace,
    )
}


def test_every_kind_that_has_a_trash_is_shown_here() -> None:
    assert known.PURGED and set(KINDS) == set(bins)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_it_is_left_but_that_there_was_one(desk: Desk, kind: str) -> None:
    path, id = KINDS[kind](desk)
    desk.service.deliver(rounds=30)
    assert holding(desk.service, MARK), "there must be something to purge"
    assert desk.ann.delete(path, headers={"If-Match": "*"}).status in (202, 204)
    desk.service.deliver(rounds=30)
    desk.service.clock.advance(days=2)
    send_digests({}, None)
    desk.service.clock.advance(days=29)
    assert purge_trash({}, None)["purged"] >= 1
    desk.service.deliver(rounds=30)
    assert holding(desk.service, MARK) == []
    assert any(f"{kind}.purged" in item.doc and id in item.doc for item in everything(desk.service))
    desk.team.sign_in_again()
    assert desk.ann.get(path).status == 404
    assert desk.ann.get(f"{desk.team.w}/tasks").status == 200
