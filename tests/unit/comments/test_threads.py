"""Threads: replies, resolving, and what becomes of them when somebody takes words back."""

from typing import Any

import pytest

from onetick.comments import guesses as comment_guesses
from onetick.kernel import meter
from onetick.kernel.requests.rate import Limiter
from onetick.tasks import guesses
from tests.service import Person
from tests.unit.tasks.desk import Desk, names

from .talk import comment, member, now, path, reply


def replies(desk: Desk, to: dict[str, Any], query: str = "", *, by: Person | None = None) -> list[str]:
    """The texts of the replies to a comment."""
    rows = (by or desk.ann).get(path(desk, to, f"/replies?{query}")).expect(200)["data"]
    return [row["body_md"] for row in rows]


def threads(desk: Desk, task: dict[str, Any], query: str = "") -> list[str]:
    """The texts of the comments on a task that start a thread."""
    return [row["body_md"] for row in desk.ann.get(desk.url(task, f"/comments?{query}")).expect(200)["data"]]


def test_replies_are_read_in_their_thread_and_counted_there(desk: Desk) -> None:
    task = desk.task()
    first, other = comment(desk, task, "First"), comment(desk, task, "Other")
    made = [reply(desk, first, text) for text in ("a", "b", "c")]
    assert [one["parent_id"] for one in made] == [first["id"]] * 3
    assert threads(desk, task) == ["First", "Other"]
    assert (replies(desk, first), replies(desk, first, "sort=-created_at")) == (["a", "b", "c"], ["c", "b", "a"])
    assert replies(desk, other) == []
    thread = now(desk, first)
    assert (thread["reply_count"], thread["last_reply_at"]) == (3, made[-1]["created_at"])
    assert now(desk, made[0]) == made[0]


def test_replies_are_read_page_by_page(desk: Desk) -> None:
    first = comment(desk, desk.task())
    for number in range(5):
        reply(desk, first, str(number))
    page = desk.ann.get(path(desk, first, "/replies?limit=3")).expect(200)
    cursor = page["page"]["next_cursor"]
    rest = desk.ann.get(path(desk, first, f"/replies?limit=3&cursor={cursor}")).expect(200)
    assert [one["body_md"] for one in page["data"] + rest["data"]] == ["0", "1", "2", "3", "4"]


def test_a_reply_has_no_replies_and_says_where_to_reply(desk: Desk) -> None:
    first = comment(desk, desk.task())
    made = reply(desk, first)
    for act, body in (("replies", {"body_md": "No"}), ("resolve", None)):
        problem = desk.ann.post(path(desk, made, f"/{act}"), body).expect(409)
        assert first["id"] in problem.values()


def test_a_reply_is_told_with_everybody_who_wrote_in_the_thread(desk: Desk) -> None:
    ben, cat = member(desk, "Ben", "commenter"), member(desk, "Cat", "commenter")
    first = comment(desk, desk.task(), by=ben)
    reply(desk, first, by=cat)
    events = desk.events_of(lambda: reply(desk, first, f"@{cat.id}"))
    assert names(events) == ["comment.created", "comment.replied", "task.mentioned"]
    assert events[0]["data"]["context"]["thread"] == [ben.id, cat.id]
    assert events[0]["data"]["resource"]["parent_id"] == first["id"]


def test_those_in_the_thread_are_notified_once_and_not_of_their_own_reply(desk: Desk) -> None:
    ben, cat = member(desk, "Ben", "commenter"), member(desk, "Cat", "commenter")
    first = comment(desk, desk.task(), by=ben)
    reply(desk, first, by=cat)
    reply(desk, first, "Both", by=cat)
    reply(desk, first, f"See, @{cat.id}", by=ben)
    desk.service.deliver(times=2)

    def reasons(person: Person) -> list[str]:
        return [row["reason"] for row in person.get(f"{desk.team.w}/notifications").expect(200)["data"]]

    assert reasons(ben) == ["replied", "replied"]
    assert reasons(cat) == ["mentioned"]


def test_whoever_does_not_want_to_hear_of_replies_does_not(desk: Desk) -> None:
    ben = member(desk, "Ben", "commenter")
    first = comment(desk, desk.task(), by=ben)
    quiet = {"channels": {"replied": {"inbox": False, "mail": False}}}
    ben.put(f"{desk.team.w}/notification-preferences", quiet).expect(200)
    reply(desk, first)
    desk.service.deliver()
    assert ben.get(f"{desk.team.w}/notifications").expect(200)["data"] == []


def test_a_thread_is_resolved_and_reopened(desk: Desk) -> None:
    task = desk.task()
    first, other = comment(desk, task, "First"), comment(desk, task, "Other")
    events = desk.events_of(lambda: desk.ann.post(path(desk, first, "/resolve")).expect(200))
    assert names(events) == ["comment.resolved"]
    resolved = now(desk, first)
    assert resolved["resolved_at"] is not None
    assert resolved["resolved_by"] == desk.ann.id
    assert desk.events_of(lambda: desk.ann.post(path(desk, first, "/resolve")).expect(200)) == []
    assert threads(desk, task, "filter[resolved]=true") == ["First"]
    assert threads(desk, task, "filter[resolved]=false") == ["Other"]
    reply(desk, first)
    events = desk.events_of(lambda: desk.ann.post(path(desk, first, "/reopen")).expect(200))
    assert names(events) == ["comment.reopened"]
    assert now(desk, first)["resolved_at"] is None
    assert desk.events_of(lambda: desk.ann.post(path(desk, other, "/reopen")).expect(200)) == []


def test_whoever_may_comment_may_resolve_and_a_viewer_may_not(desk: Desk) -> None:
    ben, cat = member(desk, "Ben", "commenter"), member(desk, "Cat", "viewer")
    first = comment(desk, desk.task())
    ben.post(path(desk, first, "/resolve")).expect(200)
    cat.post(path(desk, first, "/reopen")).expect(403)
    cat.post(path(desk, first, "/replies"), {"body_md": "No"}).expect(403)
    assert replies(desk, first, by=cat) == []


def test_a_deleted_reply_is_no_longer_counted_until_it_is_restored(desk: Desk) -> None:
    first = comment(desk, desk.task())
    one, two = reply(desk, first, "one"), reply(desk, first, "two")
    events = desk.events_of(lambda: desk.ann.delete(path(desk, one)).expect(204))
    assert names(events) == ["comment.deleted", "comment.unreplied"]
    assert (now(desk, first)["reply_count"], replies(desk, first)) == (1, ["two"])
    events = desk.events_of(lambda: desk.ann.post(path(desk, one, "/restore")).expect(200))
    assert names(events) == ["comment.replied", "comment.restored"]
    assert (now(desk, first)["reply_count"], replies(desk, first)) == (2, ["one", "two"])
    assert two["version"] == now(desk, two)["version"]


def test_the_words_of_others_outlive_the_comment_they_replied_to(desk: Desk) -> None:
    task = desk.task()
    first = comment(desk, task, "Taken back")
    made = reply(desk, first, "Still true")
    desk.ann.delete(path(desk, first)).expect(204)
    [shell] = desk.ann.get(desk.url(task, "/comments?expand=html")).expect(200)["data"]
    assert (shell["body_md"], shell["body_html"], shell["reply_count"]) == ("", "", 1)
    assert shell["deleted_at"] is not None
    assert replies(desk, first) == ["Still true"]
    desk.ann.post(path(desk, first, "/replies"), {"body_md": "No"}).expect(410)
    desk.ann.get(path(desk, first)).expect(410)
    desk.ann.delete(path(desk, made)).expect(204)
    assert threads(desk, task) == []
    desk.ann.get(path(desk, first, "/replies")).expect(410)


def test_every_version_of_a_comment_has_its_event(desk: Desk) -> None:
    first = comment(desk, desk.task())
    reply(desk, first)
    desk.ann.post(path(desk, first, "/reactions"), {"emoji": "👍"}).expect(200)
    desk.ann.patch(path(desk, first), {"body_md": "Changed"}).expect(200)
    desk.ann.post(path(desk, first, "/resolve")).expect(200)
    versions = [one["aggregateversion"] for one in desk.service.events() if one["aggregateid"] == first["id"]]
    assert versions == [1, 2, 3, 4, 5]


def test_replies_are_in_the_history_of_their_task_and_counting_them_is_not(desk: Desk) -> None:
    task = desk.task()
    first = comment(desk, task)
    reply(desk, first)
    rows = desk.ann.get(desk.url(task, "/history")).expect(200)["data"]
    assert [row["type"] for row in rows] == [
        "onetick.comment.created.v1",
        "onetick.comment.created.v1",
        "onetick.task.created.v1",
    ]


def test_calls_are_as_few_as_promised(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    task = desk.task()
    first = comment(desk, task)
    one = reply(desk, first)

    def calls(method: str, url: str, body: Any = None) -> int:
        answer = desk.ann.call(method, url, body)
        assert answer.status < 300, answer.text
        return meter.snapshot().calls

    def cold(method: str, url: str, body: Any = None) -> int:
        for memory in (guesses._projects, guesses._tasks, guesses._recent, comment_guesses._threads):
            memory.clear()
        return calls(method, url, body)

    reading = {path(desk, one): 1, path(desk, first, "/replies"): 2, desk.url(task, "/comments"): 2}
    for url, promised in reading.items():
        assert cold("GET", url) == promised + 1, url
        assert calls("GET", url) == promised, url
    for warm in (first, one):
        calls("GET", path(desk, warm))
    assert calls("POST", path(desk, first, "/replies"), {"body_md": f"@{desk.ann.id}"}) == 2
    assert calls("POST", path(desk, first, "/reactions"), {"emoji": "👍"}) == 2
    assert calls("DELETE", path(desk, first, "/reactions/1f44d")) == 2
    assert calls("POST", path(desk, first, "/resolve")) == 2
    assert calls("DELETE", path(desk, one)) == 2
    assert cold("GET", f"{desk.team.w}/tasks/LAU-1/comments") == 3, "one more than by its id, for the key"
