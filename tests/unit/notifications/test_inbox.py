"""The inbox: what concerns a person reaches them once, and nothing they did themselves does."""

from dataclasses import replace

import pytest

from onetick.kernel import meter
from onetick.kernel.requests.rate import Limiter
from onetick.kernel.table import Put
from onetick.notifications import mark_notifications, model
from onetick.notifications.model import Inbox
from tests.service import Person, Service, Team


@pytest.fixture
def ben(team: Team) -> Person:
    """A member who edits the project LAU."""
    person = team.join("Ben")
    project = team.project()
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{person.id}", {"role": "editor"}).expect(200)
    return person


def inbox(team: Team, person: Person, query: str = "") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = person.get(f"{team.w}/notifications{query}").expect(200)["data"]
    return rows


def unread(team: Team, person: Person) -> int:
    count: int = person.get(f"{team.w}/notifications/summary").expect(200)["unread"]
    return count


def launch(team: Team) -> dict[str, object]:
    [project] = team.owner.get(f"{team.w}/projects").expect(200)["data"]
    found: dict[str, object] = project
    return found


def comment(team: Team, by: Person, task: dict[str, object], text: str) -> None:
    by.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": text}).expect(201)
    by.service.deliver()


def test_whoever_is_mentioned_finds_it_in_their_inbox(team: Team, ben: Person) -> None:
    task = team.task(launch(team), "Write the announcement")
    comment(team, team.owner, task, f"Can you look at this, @{ben.id}?")
    [row] = inbox(team, ben)
    assert (row["reason"], row["task_key"], row["actor_name"]) == ("mentioned", "LAU-1", "Ann")
    assert "look at this" in str(row["excerpt"])
    assert unread(team, ben) == 1


def test_an_assignment_at_creation_and_later_is_told_once_each(team: Team, ben: Person) -> None:
    team.task(launch(team), "First", assignee_ids=[ben.id])
    second = team.task(launch(team), "Second")
    team.owner.patch(f"{team.w}/tasks/{second['id']}", {"assignee_ids": [ben.id]}).expect(200)
    team.owner.service.deliver()
    assert [(row["reason"], row["task_title"]) for row in inbox(team, ben)] == [
        ("assigned", "Second"),
        ("assigned", "First"),
    ]


def test_nobody_is_told_what_they_did_themselves(team: Team, ben: Person) -> None:
    task = team.task(launch(team), "Mine", assignee_ids=[ben.id])
    team.owner.service.deliver()
    before = len(inbox(team, ben))
    comment(team, ben, task, f"A note to myself, @{ben.id}")
    ben.post(f"{team.w}/tasks/{task['id']}/transition", {"status": "in_progress"}).expect(200)
    ben.service.deliver()
    assert len(inbox(team, ben)) == before


def test_a_redelivered_event_tells_nobody_twice(service: Service, team: Team, ben: Person) -> None:
    task = team.task(launch(team))
    team.owner.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": f"@{ben.id}"}).expect(201)
    service.deliver(times=3)
    assert len(inbox(team, ben)) == 1
    assert unread(team, ben) == 1


def test_watchers_and_assignees_hear_of_comments_but_not_twice_when_mentioned(team: Team, ben: Person) -> None:
    task = team.task(launch(team), assignee_ids=[ben.id])
    team.owner.service.deliver()
    comment(team, team.owner, task, f"Both a comment and a mention, @{ben.id}")
    comment(team, team.owner, task, "Only a comment")
    assert [row["reason"] for row in inbox(team, ben)] == ["commented", "mentioned", "assigned"]


def test_somebody_who_has_left_is_told_nothing_more(service: Service, team: Team, ben: Person) -> None:
    task = team.task(launch(team), assignee_ids=[ben.id])
    service.deliver()
    before = len(service.events())
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    comment(team, team.owner, task, "Without Ben")
    kinds = [event["type"] for event in service.events()[before:]]
    assert "onetick.notification.created.v1" not in kinds


def test_what_was_turned_off_stays_out_of_the_inbox(team: Team, ben: Person) -> None:
    ben.put(f"{team.w}/notification-preferences", {"channels": {"commented": {"inbox": False, "mail": False}}}).expect(
        200
    )
    task = team.task(launch(team), assignee_ids=[ben.id])
    comment(team, team.owner, task, "Quiet")
    assert [row["reason"] for row in inbox(team, ben)] == ["assigned"]


def test_reading_one_by_one_and_all_at_once(team: Team, ben: Person) -> None:
    task = team.task(launch(team))
    for number in range(4):
        comment(team, team.owner, task, f"{number} @{ben.id}")
    rows = inbox(team, ben)
    mark = f"{team.w}/notifications/mark"
    assert ben.post(mark, {"ids": [rows[0]["id"]]}).expect(200)["unread"] == 3
    assert ben.post(mark, {"ids": [rows[0]["id"]]}).expect(200)["unread"] == 3, "reading twice is reading once"
    assert [row["read"] for row in inbox(team, ben)] == [True, False, False, False]
    assert ben.post(mark, {"through": rows[1]["id"]}).expect(200)["unread"] == 0
    assert inbox(team, ben, "?state=unread") == []
    assert ben.post(mark, {"ids": [rows[3]["id"]], "read": False}).expect(200)["unread"] == 1
    assert [row["id"] for row in inbox(team, ben, "?state=unread")] == [rows[3]["id"]]


def test_however_much_is_unread_it_is_counted_right(team: Team, ben: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (model, mark_notifications):
        monkeypatch.setattr(module, "MAX_WAITING", 5)
    task = team.task(launch(team))

    def told(times: int) -> None:
        for number in range(times):
            comment(team, team.owner, task, f"{number} @{ben.id}")

    def marked(calls: int, **body: object) -> None:
        shown = ben.post(f"{team.w}/notifications/mark", body).expect(200)["unread"]
        spent = meter.snapshot().calls
        assert shown == unread(team, ben) == len(inbox(team, ben, "?state=unread&limit=100"))
        assert spent == calls

    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    told(12)
    ids = [str(row["id"]) for row in reversed(inbox(team, ben))]
    marked(2, ids=[ids[10], ids[3]])
    marked(2, ids=[ids[10]], read=False)
    marked(3, through=ids[1])
    marked(2, ids=[ids[4], ids[11]])
    marked(2, through=ids[7])
    told(1)
    marked(2, through=ids[8])
    marked(2, ids=[ids[11]], read=False)
    marked(2, through=ids[9])
    told(9)
    newest = str(inbox(team, ben)[0]["id"])
    marked(2, ids=ids[10:12])
    marked(2, through=newest)
    assert unread(team, ben) == 0


def test_an_inbox_of_before_it_named_what_waits_is_counted_right(team: Team, ben: Person) -> None:
    task = team.task(launch(team))
    for number in range(3):
        comment(team, team.owner, task, f"{number} @{ben.id}")
    ids = [str(row["id"]) for row in reversed(inbox(team, ben))]
    key = Inbox.key(org_id=team.organization_id, workspace_id=team.workspace_id, user_id=ben.id)
    tables = team.owner.service.tables
    old = Inbox.kind.from_item(tables.get_many([key])[key])
    plain = Inbox.kind.to_item(replace(old, waiting=(), complete=False), version=old.version)
    tables.transact([Put(plain, None)])
    comment(team, team.owner, task, f"More @{ben.id}")
    mark = f"{team.w}/notifications/mark"
    assert ben.post(mark, {"through": ids[0]}).expect(200)["unread"] == 3
    assert ben.post(mark, {"through": ids[1]}).expect(200)["unread"] == 2


def test_marking_what_is_not_in_ones_inbox_is_refused_whole(team: Team, ben: Person) -> None:
    task = team.task(launch(team))
    comment(team, team.owner, task, f"@{ben.id}")
    [row] = inbox(team, ben)
    body = {"ids": [row["id"], "ntf_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]}
    ben.post(f"{team.w}/notifications/mark", body).expect(404)
    assert unread(team, ben) == 1


def test_an_inbox_is_nobody_elses(team: Team, ben: Person) -> None:
    comment(team, team.owner, team.task(launch(team)), f"@{ben.id}")
    assert inbox(team, team.owner) == []


def test_every_reason_is_spelt_out_until_one_chooses(team: Team, ben: Person) -> None:
    preferences = ben.get(f"{team.w}/notification-preferences").expect(200)
    assert preferences["version"] == 0
    reacted = preferences["channels"].pop("reacted")
    assert all(channel == {"inbox": True, "mail": True} for channel in preferences["channels"].values())
    assert reacted == {"inbox": True, "mail": False}, "nobody wants a mail for a thumb"
    answer = ben.put(f"{team.w}/notification-preferences", {"timezone": "Mars/Olympus"})
    assert answer.status == 400
