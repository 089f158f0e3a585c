"""Comments: writing, reading, changing and taking them back."""

from typing import Any

from onetick.kernel.ids import new_id
from tests.service import a_team
from tests.unit.tasks.desk import Desk, names

from .talk import comment, member, path


def texts(desk: Desk, task: dict[str, Any], query: str = "") -> list[str]:
    """The texts of the comments on a task."""
    return [one["body_md"] for one in desk.ann.get(desk.url(task, f"/comments?{query}")).expect(200)["data"]]


def test_a_comment_is_read_as_it_was_written(desk: Desk) -> None:
    made = comment(desk, desk.task(), "Some **text**")
    assert made["created_by"] == desk.ann.id
    assert (made["edited_at"], made["version"], made["mentions"]) == (None, 1, [])
    assert desk.ann.get(path(desk, made)).expect(200) == made


def test_comments_come_oldest_first_or_newest_first(desk: Desk) -> None:
    task = desk.task()
    for number in range(3):
        comment(desk, task, str(number))
    assert texts(desk, task) == ["0", "1", "2"]
    assert texts(desk, task, "sort=-created_at") == ["2", "1", "0"]


def test_comments_are_read_page_by_page(desk: Desk) -> None:
    task = desk.task()
    for number in range(5):
        comment(desk, task, str(number))
    first = desk.ann.get(desk.url(task, "/comments?limit=2")).expect(200)
    cursor = first["page"]["next_cursor"]
    comment(desk, task, "late")
    rest = desk.ann.get(desk.url(task, f"/comments?limit=10&cursor={cursor}")).expect(200)
    assert [one["body_md"] for one in first["data"] + rest["data"]] == ["0", "1", "2", "3", "4", "late"]


def test_a_comment_and_the_mentions_in_it_are_told(desk: Desk) -> None:
    ben, gus = desk.team.join("Ben"), desk.team.join("Gus", "guest")
    task = desk.task()
    text = f"Look, @[Ben]({ben.id}) @{gus.id} @{new_id('usr')}"
    events = desk.events_of(lambda: comment(desk, task, text))
    assert names(events) == ["comment.created", "task.mentioned"]
    created, told = events
    assert created["data"]["context"] == {"body_md": text, "mentions": [ben.id], "thread": [], "quietly": False}
    assert told["subject"] == f"task/{task['id']}"
    assert told["data"]["context"]["user_id"] == ben.id
    assert told["data"]["context"]["comment_id"] == created["aggregateid"]
    assert told["data"]["context"]["excerpt"].startswith("Look, @Ben")


def test_a_comment_does_not_change_its_task(desk: Desk) -> None:
    task = desk.task()
    comment(desk, task)
    assert desk.now(task) == task


def test_a_changed_comment_says_so_and_tells_the_newly_mentioned(desk: Desk) -> None:
    ben, cat = desk.team.join("Ben"), desk.team.join("Cat")
    made = comment(desk, desk.task(), f"@{ben.id}")
    desk.service.clock.advance(seconds=5)
    events = desk.events_of(lambda: desk.ann.patch(path(desk, made), {"body_md": f"@{cat.id} @{ben.id}"}).expect(200))
    assert names(events) == ["comment.updated", "task.mentioned"]
    assert events[0]["data"]["previous"]["body_md"] == f"@{ben.id}"
    assert events[0]["data"]["context"]["mentions"] == [cat.id]
    changed = desk.ann.get(path(desk, made)).expect(200)
    assert changed["edited_at"] is not None
    assert changed["mentions"] == [cat.id, ben.id]
    assert changed["version"] == 2


def test_the_same_text_again_changes_nothing(desk: Desk) -> None:
    made = comment(desk, desk.task())
    assert desk.events_of(lambda: desk.ann.patch(path(desk, made), {"body_md": "Hello"}).expect(200)) == []


def test_only_the_author_changes_a_comment_and_admins_delete_it(desk: Desk) -> None:
    ben, cat = member(desk, "Ben", "commenter"), member(desk, "Cat", "editor")
    made = comment(desk, desk.task(), by=ben)
    cat.patch(path(desk, made), {"body_md": "No"}).expect(403)
    cat.delete(path(desk, made)).expect(403)
    desk.ann.patch(path(desk, made), {"body_md": "Not even the admin"}).expect(403)
    ben.patch(path(desk, made), {"body_md": "Mine"}).expect(200)
    desk.ann.delete(path(desk, made)).expect(204)


def test_a_viewer_reads_and_does_not_write(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    task = desk.task()
    made = comment(desk, task)
    ben.get(path(desk, made)).expect(200)
    ben.post(desk.url(task, "/comments"), {"body_md": "No"}).expect(403)


def test_a_deleted_comment_is_gone_until_it_is_restored(desk: Desk) -> None:
    task = desk.task()
    made = comment(desk, task)
    desk.ann.delete(path(desk, made)).expect(204)
    desk.ann.get(path(desk, made)).expect(410)
    desk.ann.patch(path(desk, made), {"body_md": "No"}).expect(410)
    assert texts(desk, task) == []
    restored = desk.ann.post(path(desk, made, "/restore")).expect(200)
    assert restored == {**made, "version": 3}
    assert texts(desk, task) == ["Hello"]
    desk.ann.post(path(desk, made, "/restore")).expect(409)


def test_the_comments_of_a_deleted_task_are_gone_with_it(desk: Desk) -> None:
    task = desk.task()
    made = comment(desk, task)
    desk.ann.delete(desk.url(task)).expect(204)
    desk.ann.get(path(desk, made)).expect(410)
    desk.ann.patch(path(desk, made), {"body_md": "No"}).expect(410)
    desk.ann.get(desk.url(task, "/comments")).expect(410)
    desk.ann.post(desk.url(task, "/restore")).expect(200)
    desk.ann.get(path(desk, made)).expect(200)


def test_comments_of_private_projects_and_other_tenants_are_out_of_reach(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    private = desk.team.project("Secret", "SEC", visibility="private")
    made = comment(desk, desk.team.task(private))
    other = a_team(desk.service, "Eve", "Evil")
    for method in ("GET", "DELETE"):
        ben.call(method, path(desk, made)).expect(403)
        other.owner.call(method, f"{other.w}/comments/{made['id']}").expect(404)
        other.owner.call(method, path(desk, made)).expect(404)
    desk.ann.get(f"{desk.team.w}/comments/nonsense").expect(404)


def test_a_comment_needs_words(desk: Desk) -> None:
    task = desk.task()
    for text in ("", "   \n", "x" * 10_001):
        desk.ann.post(desk.url(task, "/comments"), {"body_md": text}).expect(400)
    many = " ".join(f"@{new_id('usr')}" for _ in range(21))
    desk.ann.post(desk.url(task, "/comments"), {"body_md": many}).expect(422)


def test_html_is_made_on_request_and_a_page_of_long_comments_is_shorter_then(desk: Desk) -> None:
    task = desk.task()
    for number in range(6):
        comment(desk, task, f"**{number}** " + "x" * 9_000)
    assert len(texts(desk, task)) == 6
    found: list[str] = []
    sizes: list[int] = []
    cursor = ""
    while True:
        page = desk.ann.get(desk.url(task, f"/comments?expand=html{cursor}")).expect(200)
        found += [one["body_html"][:23] for one in page["data"]]
        sizes.append(len(page["data"]))
        if not page["page"]["has_more"]:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert found == [f"<p><strong>{number}</strong> x" for number in range(6)]
    assert sizes == [4, 2]


def test_a_change_needs_the_version_that_was_seen(desk: Desk) -> None:
    made = comment(desk, desk.task())
    desk.ann.patch(path(desk, made), {"body_md": "Newer"}).expect(200)
    desk.ann.patch(path(desk, made), {"body_md": "Older"}, headers={"If-Match": '"v1"'}).expect(412)
    desk.ann.delete(path(desk, made), headers={"If-Match": '"v2"'}).expect(204)
