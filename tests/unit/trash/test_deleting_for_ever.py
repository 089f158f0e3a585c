"""Somebody with the right does not wait for 30 days: one thing, or everything, is deleted for ever now."""

from typing import Any

import pytest

from onetick.kernel.ids import new_id
from onetick.kernel.purging import bins
from onetick.trash import bins as known
from onetick.trash.schemas import Kind
from tests.service import a_team
from tests.unit.tasks.desk import Desk, names

from .searching import holding

MARK = "xyzzy"
SEEN = {"If-Match": "*"}


def in_trash(desk: Desk, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = desk.ann.get(f"{desk.team.w}/trash?{query}").expect(200)["data"]
    return rows


def throw_away(desk: Desk, title: str = f"{MARK} title") -> dict[str, Any]:
    task = desk.task(title)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver()
    return task


def test_the_api_names_every_bin() -> None:
    assert known.PURGED and sorted(Kind.__args__) == sorted(bins)  # type: ignore[attr-defined]


def test_the_trash_lists_what_is_in_it_and_when_it_goes(desk: Desk) -> None:
    task = throw_away(desk)
    note = desk.ann.post(desk.url(desk.task(), "/comments"), {"body_md": "Oops"}).expect(201)
    desk.ann.delete(f"{desk.team.w}/comments/{note['id']}").expect(204)
    desk.service.deliver()
    assert [(row["kind"], row["id"]) for row in in_trash(desk)] == [("comment", note["id"]), ("task", task["id"])]
    [row] = in_trash(desk, "filter[kind]=task")
    shown = desk.ann.get(f"{desk.team.w}/tasks?filter[trashed]=true").expect(200)["data"][0]
    assert row["deleted_by"] == desk.ann.id and row["purge_at"] > row["deleted_at"]
    assert shown["id"] == row["id"]
    assert len(in_trash(desk, f"filter[project_id]={desk.project['id']}")) == 2
    assert desk.ann.get(f"{desk.team.w}/trash/task/{task['id']}").expect(200)["id"] == task["id"]
    desk.ann.post(desk.url(task, "/restore")).expect(200)
    desk.service.deliver()
    assert [row["kind"] for row in in_trash(desk)] == ["comment"]


def test_what_has_no_list_of_a_workspace_is_told_apart_by_how_it_begins(desk: Desk) -> None:
    task = desk.task("Not said")
    note = desk.ann.post(desk.url(task, "/comments"), {"body_md": "Oops. " * 100}).expect(201)
    spent = {"task_id": task["id"], "minutes": 30, "spent_on": "2026-01-05", "note": "Asked"}
    entry = desk.ann.post(f"{desk.team.w}/time-entries", spent).expect(201)
    desk.ann.delete(f"{desk.team.w}/comments/{note['id']}").expect(204)
    desk.ann.delete(f"{desk.team.w}/time-entries/{entry['id']}").expect(204)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.deliver()
    says = {row["kind"]: (row["says"], row["task_id"]) for row in in_trash(desk)}
    assert says["comment"] == (("Oops. " * 100)[:200], task["id"])
    assert says["time_entry"] == (f"{task['key']} 2026-01-05 30 min Asked", task["id"])
    assert says["task"] == (None, None)


def test_what_is_deleted_for_ever_is_gone_at_once_and_then_all_that_belonged_to_it(desk: Desk) -> None:
    task = throw_away(desk)
    path = f"{desk.team.w}/trash/task/{task['id']}"
    desk.ann.delete(path).expect(428)
    desk.ann.delete(path, headers=SEEN).expect(204)
    desk.ann.delete(path, headers=SEEN).expect(404)
    desk.ann.post(desk.url(task, "/restore")).expect(404)
    desk.service.deliver()
    answers = [row for row in holding(desk.service, MARK) if not row.startswith("idempotency ")]
    assert answers == []
    [purged] = [event for event in desk.service.events() if event["type"].startswith("onetick.task.purged")]
    assert (purged["actorid"], purged["data"]["context"]) == (desk.ann.id, {"how": "request", "thing_id": task["id"]})
    assert MARK not in str(purged) and purged["data"]["resource"]["deleted_by"] == desk.ann.id


def test_it_takes_a_right_and_other_tenants_trash_is_not_there(desk: Desk) -> None:
    task = throw_away(desk)
    path = f"{desk.team.w}/trash/task/{task['id']}"
    ben = desk.team.join("Ben")
    assert ben.delete(path, headers=SEEN).status == 403
    assert ben.get(f"{desk.team.w}/trash").status == 403
    assert ben.post(f"{desk.team.w}/trash/empty", {"deleted_until": "2090-01-01T00:00:00Z"}).status == 403
    other = a_team(desk.service, "Eve", "Evil")
    assert other.owner.delete(f"{other.w}/trash/task/{task['id']}", headers=SEEN).status == 404
    assert other.owner.delete(path, headers=SEEN).status in (403, 404)
    assert desk.ann.get(path).status == 200


@pytest.mark.parametrize("name", ["task/nothing", "task/tsk_%23", "tank/{}", "task%23x/{}", "comment/{}"])
def test_what_is_not_in_the_trash_cannot_be_purged(desk: Desk, name: str) -> None:
    task = throw_away(desk)
    desk.ann.delete(f"{desk.team.w}/trash/{name.format(task['id'])}", headers=SEEN).expect(404)
    desk.ann.delete(f"{desk.team.w}/trash/task/{new_id('tsk')}", headers=SEEN).expect(404)
    assert desk.listed("filter[trashed]=true") == [f"{MARK} title"]


def test_emptying_takes_what_was_deleted_by_then_and_nothing_else(desk: Desk) -> None:
    for number in range(23):
        throw_away(desk, f"{MARK} {number}")
    desk.service.clock.advance(seconds=2)
    until = desk.service.clock().isoformat().replace("+00:00", "Z")
    desk.service.clock.advance(seconds=2)
    throw_away(desk, "Later")
    job = desk.ann.post(f"{desk.team.w}/trash/empty", {"deleted_until": until, "kind": "task"}).expect(202)
    desk.service.deliver(rounds=30)
    done = desk.ann.get(f"{desk.team.w}/jobs/{job['id']}").expect(200)
    assert (done["state"], done["counts"]) == ("succeeded", {"purged": 23})
    assert desk.listed("filter[trashed]=true") == ["Later"]
    assert holding(desk.service, MARK) == []
    assert names(desk.service.events()).count("task.purged") == 23


def test_a_purge_is_no_change_that_can_be_undone(desk: Desk) -> None:
    task = throw_away(desk)
    desk.ann.delete(f"{desk.team.w}/trash/task/{task['id']}", headers=SEEN).expect(204)
    desk.service.deliver()
    sets = desk.ann.get(f"{desk.team.w}/change-sets").expect(200)["data"]
    for one in sets:
        path = f"{desk.team.w}/change-sets/{one['id']}"
        assert MARK not in desk.ann.get(f"{path}/changes").expect(200).__str__()
        undone = desk.ann.post(f"{path}/undo", {})
        assert undone.status in (200, 409)
        assert undone.status == 200 or "purged" in undone.text
    desk.service.deliver()
    assert holding(desk.service, MARK) == []


def test_a_comment_that_others_replied_to_stays_and_says_nothing(desk: Desk) -> None:
    on = desk.task("Stays")
    said = desk.ann.post(desk.url(on, "/comments"), {"body_md": f"{MARK} said"}).expect(201)
    path = f"{desk.team.w}/comments/{said['id']}"
    desk.ann.patch(path, {"body_md": f"{MARK} said again"}).expect(200)
    reply = desk.ann.post(f"{path}/replies", {"body_md": "And so?"}).expect(201)
    desk.ann.delete(path).expect(204)
    desk.service.deliver()
    desk.ann.delete(f"{desk.team.w}/trash/comment/{said['id']}", headers=SEEN).expect(204)
    desk.service.deliver()
    assert holding(desk.service, MARK) == []
    assert desk.ann.post(f"{path}/restore").status == 410
    assert desk.ann.get(f"{desk.team.w}/comments/{reply['id']}").expect(200)["body_md"] == "And so?"


def test_a_task_that_stands_in_another_project_too_outlives_its_home(desk: Desk) -> None:
    gone = desk.team.project(f"{MARK} project", "GON")
    task = desk.team.task(gone, "Lives on")
    desk.ann.put(desk.url(task, f"/projects/{desk.project['id']}"), {}).expect(200)
    alone = desk.team.task(gone, f"{MARK} alone")
    desk.ann.delete(f"{desk.team.w}/projects/{gone['id']}").expect(204)
    desk.service.deliver()
    desk.ann.delete(f"{desk.team.w}/trash/project/{gone['id']}", headers=SEEN).expect(204)
    desk.service.deliver(rounds=30)
    assert holding(desk.service, MARK) == []
    assert desk.ann.get(desk.url(alone)).status == 404
    now = desk.now(task)
    assert (now["title"], now["project_id"]) == ("Lives on", desk.project["id"])
    assert desk.listed("") == ["Lives on"]


def test_what_was_reported_and_purged_is_in_nobodys_way(desk: Desk) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}/status-updates"
    posted = desk.ann.post(path, {"health": "on_track", "text": f"{MARK} well"})
    update = posted.expect(201)
    desk.ann.delete(f"{path}/{update['id']}").expect(204)
    desk.service.deliver()
    desk.ann.delete(f"{desk.team.w}/trash/status_update/{update['id']}", headers=SEEN).expect(204)
    desk.service.deliver()
    assert holding(desk.service, MARK) == []
    undo = f"{desk.team.w}/change-sets/{posted.headers['OneTick-Change-Set']}/undo"
    assert "purged" in desk.ann.post(undo, {}).expect(409)["conflicts"][0]["detail"]
    renamed = desk.ann.patch(f"{desk.team.w}/projects/{desk.project['id']}", {"name": "Other"})
    assert desk.ann.post(f"{desk.team.w}/change-sets/{renamed.headers['OneTick-Change-Set']}/undo", {}).status == 200
