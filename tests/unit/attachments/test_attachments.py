"""A file on a task: announced, sent, looked at, opened, taken away and brought back."""

from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.ids import new_id
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.settings import settings
from onetick.tasks import guesses
from tests.service import PASSWORD, a_team
from tests.unit.tasks.desk import Desk, names

from .cabinet import CONTENT, announce, announcement, attach, listed, member, now, path, send


def test_a_file_is_announced_sent_looked_at_and_opened(desk: Desk) -> None:
    task = desk.task()
    made = announce(desk, task, name="Bericht.txt")
    assert (made["state"], made["download_url"], made["thumbnail_url"]) == ("pending", None, None)
    assert made["upload"]["method"] == "PUT"
    assert send(desk, made) == 200
    desk.service.deliver()
    ready = now(desk, made)
    assert (ready["state"], ready["reason"], ready["upload"]) == ("ready", None, None)
    status, headers, content = desk.service.objects.get(ready["download_url"])
    assert (status, content) == (200, CONTENT)
    assert headers["Content-Disposition"].startswith('attachment; filename="Bericht.txt"')
    assert headers["Content-Type"] == "text/plain"


def test_a_file_gets_another_name_and_is_saved_under_it(desk: Desk) -> None:
    task = desk.task()
    made = attach(desk, task)
    renamed = desk.ann.patch(path(desk, made), {"name": " Q3/plan.txt "}).expect(200)
    assert (renamed["name"], renamed["original_name"]) == ("Q3_plan.txt", "Note.txt")
    assert listed(desk, task) == ["Q3_plan.txt"]
    _, headers, content = desk.service.objects.get(now(desk, made)["download_url"])
    assert (content, headers["Content-Disposition"].startswith('attachment; filename="Q3_plan.txt"')) == (CONTENT, True)
    drawer = desk.ann.get(desk.url(task, "/drawer")).expect(200)
    assert [file["name"] for file in drawer["attachments"]] == ["Q3_plan.txt"]
    desk.ann.patch(path(desk, made), {"name": "Q3_plan.txt"}).expect(200)
    told = names([event for event in desk.service.events() if event["aggregateid"] == made["id"]])
    assert told.count("attachment.renamed") == 1


def test_no_name_makes_a_program_of_a_file_and_only_its_owner_and_admins_rename_it(desk: Desk) -> None:
    made = attach(desk, desk.task())
    refused = desk.ann.patch(path(desk, made), {"name": "setup.exe"}).expect(422)
    assert refused["errors"][0]["pointer"] == "/name"
    desk.ann.patch(path(desk, made), {"name": ""}).expect(400)
    member(desk, "Ed", "editor").patch(path(desk, made), {"name": "Mine.txt"}).expect(403)
    assert now(desk, made)["name"] == "Note.txt"


def test_what_happens_is_told_in_order_and_is_in_the_history_of_the_task(desk: Desk) -> None:
    task = desk.task()
    made = attach(desk, task)
    events = [event for event in desk.service.events() if event["aggregateid"] == made["id"]]
    assert [event["type"].split(".")[2] for event in events] == ["created", "uploaded", "ready"]
    assert [event["aggregateversion"] for event in events] == [1, 2, 3]
    assert events[-1]["data"]["context"] == {"name": "Note.txt", "bytes": len(CONTENT), "sha256": made["sha256"]}
    rows = desk.ann.get(desk.url(task, "/history")).expect(200)["data"]
    assert {row["context"].get("attachment_id") for row in rows[:3]} == {made["id"]}


def test_however_often_and_late_aws_tells_of_it_it_is_ready_once(desk: Desk) -> None:
    made = announce(desk, desk.task())
    send(desk, made)
    desk.service.deliver(times=3)
    send(desk, made)
    desk.service.deliver(times=2)
    assert names([one for one in desk.service.events() if one["aggregateid"] == made["id"]]) == [
        "attachment.created",
        "attachment.ready",
        "attachment.uploaded",
    ]


def test_only_what_was_announced_is_taken(desk: Desk) -> None:
    made = announce(desk, desk.task())
    assert send(desk, made, CONTENT + b"!") == 403
    assert send(desk, made, CONTENT[:-1] + b"!") == 400
    upload = made["upload"]
    assert desk.service.objects.put(upload["url"], CONTENT, {**upload["headers"], "Content-Type": "text/html"}) == 403
    desk.service.deliver()
    assert now(desk, made)["state"] == "pending"


def test_an_address_to_send_to_works_for_a_quarter_of_an_hour_and_its_maker_gets_another(desk: Desk) -> None:
    ben = member(desk, "Ben", "editor")
    made = announce(desk, desk.task())
    assert now(desk, made, by=ben)["upload"] is None
    desk.service.clock.advance(minutes=16)
    assert send(desk, made) == 403
    desk.ann.at(desk.team.organization_id)
    assert send(desk, now(desk, made)) == 200
    desk.service.deliver()
    assert now(desk, made)["state"] == "ready"


def test_an_address_to_open_works_for_a_minute(desk: Desk) -> None:
    ready = attach(desk, desk.task())
    desk.service.clock.advance(seconds=61)
    assert desk.service.objects.get(ready["download_url"])[0] == 403
    assert desk.service.objects.get(now(desk, ready)["download_url"])[0] == 200


def test_what_nothing_arrives_for_is_forgotten(desk: Desk) -> None:
    task = desk.task()
    made = announce(desk, task)
    desk.service.clock.advance(hours=25)
    desk.ann.at(desk.team.organization_id)
    desk.ann.get(path(desk, made)).expect(404)
    assert listed(desk, task) == []


def test_only_harmless_types_are_shown_in_the_browser(desk: Desk) -> None:
    task = desk.task()
    shown = {}
    for kind in ("image/png", "application/pdf", "text/html", "image/svg+xml", "application/xhtml+xml"):
        ready = attach(desk, task, content_type=kind)
        _, headers, _ = desk.service.objects.get(now(desk, ready, query="?inline=true")["download_url"])
        shown[kind] = (headers["Content-Disposition"].partition(";")[0], headers["Content-Type"])
    assert shown == {
        "image/png": ("inline", "image/png"),
        "application/pdf": ("inline", "application/pdf"),
        "text/html": ("attachment", "application/octet-stream"),
        "image/svg+xml": ("attachment", "application/octet-stream"),
        "application/xhtml+xml": ("attachment", "application/octet-stream"),
    }


def test_attachments_are_listed_oldest_first_or_newest_first_page_by_page(desk: Desk) -> None:
    task = desk.task()
    for number in range(3):
        attach(desk, task, name=f"{number}.txt")
    assert listed(desk, task) == ["0.txt", "1.txt", "2.txt"]
    assert listed(desk, task, "sort=-created_at") == ["2.txt", "1.txt", "0.txt"]
    page = desk.ann.get(desk.url(task, "/attachments?limit=2")).expect(200)
    assert listed(desk, task, f"limit=2&cursor={page['page']['next_cursor']}") == ["2.txt"]


def test_a_deleted_attachment_is_in_the_trash_until_it_is_restored(desk: Desk) -> None:
    task = desk.task()
    made = attach(desk, task)
    assert names(desk.events_of(lambda: desk.ann.delete(path(desk, made)).expect(204))) == ["attachment.deleted"]
    desk.ann.get(path(desk, made)).expect(410)
    assert (listed(desk, task), listed(desk, task, "filter[trashed]=true")) == ([], ["Note.txt"])
    desk.ann.post(path(desk, made, "/restore")).expect(200)
    desk.ann.post(path(desk, made, "/restore")).expect(409)
    assert desk.service.objects.get(now(desk, made)["download_url"])[2] == CONTENT
    desk.ann.delete(path(desk, made)).expect(204)
    desk.service.clock.advance(days=30)
    sign_in = {"grant_type": "password", "email": desk.ann.email, "password": PASSWORD}
    signed = desk.service.call("POST", "/v1/auth/token", {**sign_in, "organization_id": desk.team.organization_id})
    desk.ann.token = signed.expect(200)["access_token"]
    desk.ann.post(path(desk, made, "/restore")).expect(410)


def test_who_may_attach_open_and_delete(desk: Desk) -> None:
    ben, cat, dan = member(desk, "Ben", "viewer"), member(desk, "Cat", "commenter"), member(desk, "Dan", "editor")
    task = desk.task()
    ben.post(f"{desk.team.w}/attachments", announcement(task)).expect(403)
    made = attach(desk, task, by=cat)
    assert now(desk, made, by=ben)["download_url"]
    for person in (ben, dan):
        person.delete(path(desk, made)).expect(403)
    own = attach(desk, task, by=dan)
    dan.delete(path(desk, own)).expect(204)
    desk.ann.delete(path(desk, made)).expect(204)


def test_those_of_private_projects_and_other_tenants_are_out_of_reach(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    secret = desk.team.task(desk.team.project("Secret", "SEC", visibility="private"))
    made = attach(desk, secret)
    ben.get(path(desk, made)).expect(403)
    ben.post(f"{desk.team.w}/attachments", announcement(secret)).expect(403)
    eve = a_team(desk.service, "Eve", "Evil")
    for method in ("GET", "DELETE"):
        eve.owner.call(method, f"{eve.w}/attachments/{made['id']}").expect(404)
        eve.owner.call(method, path(desk, made)).expect(404)
    eve.owner.post(f"{eve.w}/attachments/{made['id']}/restore").expect(404)
    eve.owner.post(f"{eve.w}/attachments", announcement(secret)).expect(404)
    eve.owner.get(f"{eve.w}/tasks/{secret['id']}/attachments").expect(404)
    desk.ann.get(f"{desk.team.w}/attachments/{new_id('att')}").expect(404)
    desk.ann.get(f"{desk.team.w}/attachments/nonsense").expect(404)


def test_contents_of_tenants_lie_apart(desk: Desk) -> None:
    attach(desk, desk.task())
    eve = a_team(desk.service, "Eve", "Evil")
    body = announcement(eve.task(eve.project()))
    upload = eve.owner.post(f"{eve.w}/attachments", body).expect(201)["upload"]
    desk.service.objects.put(upload["url"], CONTENT, upload["headers"])
    desk.service.deliver()
    owners = {key.split("/")[1] for key in desk.service.objects.keys}
    assert owners == {desk.team.organization_id, eve.organization_id}


def test_in_a_deleted_task_and_an_archived_project_nothing_is_attached(desk: Desk) -> None:
    task = desk.task()
    made = attach(desk, task)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.ann.post(f"{desk.team.w}/attachments", announcement(task)).expect(410)
    desk.ann.get(path(desk, made)).expect(410)
    desk.ann.post(desk.url(task, "/restore")).expect(200)
    desk.ann.post(f"{desk.team.w}/projects/{desk.project['id']}/archive").expect(200)
    desk.ann.post(f"{desk.team.w}/attachments", announcement(task)).expect(409)
    desk.ann.delete(path(desk, made)).expect(409)
    assert now(desk, made)["download_url"]


def test_what_is_too_large_is_refused_before_anything_is_sent(desk: Desk) -> None:
    body = announcement(desk.task(), size=settings().attachment_bytes + 1)
    before = len(desk.service.events())
    problem = desk.ann.post(f"{desk.team.w}/attachments", body).expect(413)
    assert problem["errors"][0]["pointer"] == "/size"
    assert len(desk.service.events()) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("size", 0),
        ("size", -1),
        ("size", 1.5),
        ("sha256", "0" * 63),
        ("sha256", "G" * 64),
        ("sha256", "A" * 64),
        ("content_type", "text"),
        ("content_type", "text/plain; charset=utf-8"),
        ("content_type", "Text/Plain"),
        ("content_type", "text/plain\n"),
        ("name", ""),
        ("name", "x" * 501),
        ("task_id", "tsk_1"),
    ],
)
def test_a_bad_announcement_is_refused_and_pointed_at(desk: Desk, field: str, value: Any) -> None:
    problem = desk.ann.post(f"{desk.team.w}/attachments", {**announcement(desk.task()), field: value}).expect(400)
    assert problem["errors"][0]["pointer"] == f"/{field}"


def test_calls_are_as_few_as_promised(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    task = desk.task()
    made = attach(desk, task)
    rows = {path(desk, made): 1, desk.url(task, "/attachments"): 2}
    for url, promised in rows.items():
        for memory in (guesses._projects, guesses._tasks, guesses._recent):
            memory.clear()
        for calls in (promised + 1, promised):
            desk.ann.get(url).expect(200)
            assert meter.snapshot().calls == calls, url
    desk.ann.get(path(desk, made)).expect(200)
    desk.ann.delete(path(desk, made)).expect(204)
    assert meter.snapshot().calls == 2
    desk.ann.post(f"{desk.team.w}/attachments", announcement(task)).expect(201)
    assert meter.snapshot().calls == 2


def test_whoever_sees_the_task_in_another_project_attaches_and_opens_there(desk: Desk) -> None:
    task = desk.team.task(desk.team.project("Secret", "SEC", visibility="private"))
    ben = member(desk, "Ben", "commenter")
    made = attach(desk, task)
    ben.get(path(desk, made)).expect(403)
    desk.ann.put(desk.url(task, f"/projects/{desk.project['id']}"), {}).expect(200)
    assert now(desk, made, by=ben)["download_url"]
    attach(desk, task, by=ben)
    assert len(ben.get(desk.url(task, "/drawer")).expect(200)["attachments"]) == 2
