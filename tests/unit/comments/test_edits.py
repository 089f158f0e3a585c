"""What a comment said before: who changed it, when, and from what."""

from tests.unit.tasks.desk import Desk

from .talk import comment, member, now, path


def test_earlier_texts_are_kept_the_latest_first(desk: Desk) -> None:
    ben = member(desk, "Ben", "viewer")
    made = comment(desk, desk.task(), "one")
    for text in ("two", "two", "three"):
        desk.service.clock.advance(minutes=1)
        desk.ann.patch(path(desk, made), {"body_md": text}).expect(200)
    changed = now(desk, made)
    rows = ben.get(path(desk, made, "/edits")).expect(200)["data"]
    assert [row["body_md"] for row in rows] == ["two", "one"]
    assert [row["changed_by"] for row in rows] == [desk.ann.id] * 2
    assert (rows[1]["written_at"], rows[1]["changed_at"]) == (made["created_at"], rows[0]["written_at"])
    assert (rows[0]["changed_at"], changed["edit_count"]) == (changed["edited_at"], 2)


def test_they_are_read_page_by_page_and_gone_with_the_comment(desk: Desk) -> None:
    made = comment(desk, desk.task(), "0")
    for number in range(1, 4):
        desk.ann.patch(path(desk, made), {"body_md": str(number)}).expect(200)
    page = desk.ann.get(path(desk, made, "/edits?limit=2")).expect(200)
    rest = desk.ann.get(path(desk, made, f"/edits?limit=2&cursor={page['page']['next_cursor']}")).expect(200)
    assert [row["body_md"] for row in page["data"] + rest["data"]] == ["2", "1", "0"]
    desk.ann.delete(path(desk, made)).expect(204)
    desk.ann.get(path(desk, made, "/edits")).expect(410)
