"""The board: columns, windows, cursors and counts."""

from typing import Any

import pytest

from onetick.kernel import meter
from onetick.tasks import get_board

from .desk import Desk, titles


def fill(desk: Desk, **counts: int) -> None:
    """So many tasks in the sections of these statuses."""
    for status, count in counts.items():
        for number in range(count):
            desk.task(f"{status} {number + 1}", status=status)
        desk.service.clock.advance(seconds=60)


def walked(desk: Desk, column: dict[str, Any], limit: int) -> list[str]:
    """The titles of a column from its first window on."""
    found = titles(column["tasks"])
    while column["page"]["has_more"]:
        cursor = column["page"]["next_cursor"]
        [column] = desk.board(f"section_id={column['section']['id']}&cursor={cursor}&limit={limit}")
        found += titles(column["tasks"])
    return found


def test_a_board_shows_its_columns_in_order_with_their_first_tasks(desk: Desk) -> None:
    fill(desk, todo=3, done=1)
    board = desk.board("limit=2")
    assert [column["section"]["name"] for column in board] == ["To do", "In progress", "Done"]
    assert [titles(column["tasks"]) for column in board] == [["todo 1", "todo 2"], [], ["done 1"]]
    assert [column["page"]["has_more"] for column in board] == [True, False, False]


@pytest.mark.parametrize("counted", [False, True])
@pytest.mark.parametrize("limit", [1, 2, 5, 50])
def test_each_column_goes_on_from_its_cursor(desk: Desk, limit: int, counted: bool) -> None:
    fill(desk, todo=7, in_progress=1, done=4)
    if counted:
        desk.service.deliver()
    board = desk.board(f"limit={limit}")
    for column, (status, count) in zip(board, {"todo": 7, "in_progress": 1, "done": 4}.items(), strict=True):
        assert walked(desk, column, limit) == [f"{status} {number + 1}" for number in range(count)]


def test_counts_are_right_once_the_events_have_arrived(desk: Desk) -> None:
    fill(desk, todo=5, done=2)
    desk.service.deliver(times=2)
    assert [column["count"] for column in desk.board("limit=1")] == [5, 0, 2]
    [column] = desk.board(f"limit=1&section_id={desk.sections['To do']}")
    assert column["count"] == 5


def test_counts_of_columns_shown_whole_are_always_right(desk: Desk) -> None:
    fill(desk, todo=3)
    assert [column["count"] for column in desk.board()] == [3, 0, 0]
    assert [column["count"] for column in desk.board("limit=2")] == [3, 0, 0]


def test_a_cursor_belongs_to_its_column(desk: Desk) -> None:
    fill(desk, todo=3, done=3)
    todo, _, done = desk.board("limit=1")
    path = f"{desk.team.w}/projects/{desk.project['id']}/board?limit=1&cursor={todo['page']['next_cursor']}"
    for query in ("", f"&section_id={done['section']['id']}"):
        assert desk.ann.get(path + query).expect(400)["code"] == "cursor_mismatch"


def test_a_section_of_another_project_is_not_found(desk: Desk) -> None:
    other = desk.team.project("Other", "OTH")
    section = desk.ann.get(f"{desk.team.w}/projects/{other['id']}/sections").expect(200)["data"][0]
    path = f"{desk.team.w}/projects/{desk.project['id']}/board?section_id={section['id']}"
    desk.ann.get(path).expect(404)


def test_a_window_has_fifty_tasks_at_most(desk: Desk) -> None:
    path = f"{desk.team.w}/projects/{desk.project['id']}/board"
    assert desk.ann.get(f"{path}?limit=51").expect(400)["errors"][0]["pointer"] == "query/limit"


def test_a_board_with_many_columns_fills_the_first_ones(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_board, "MAX_FILLED", 2)
    fill(desk, todo=1, done=3)
    board = desk.board("limit=2")
    assert [titles(column["tasks"]) for column in board] == [["todo 1"], [], []]
    assert walked(desk, board[2], 2) == ["done 1", "done 2", "done 3"]


def test_columns_keep_the_order_of_the_project_not_of_their_making(desk: Desk) -> None:
    fill(desk, todo=1, in_progress=1, done=1)
    path = f"{desk.team.w}/sections/{desk.sections['Done']}/move"
    desk.ann.post(path, {"before_id": desk.sections["To do"]}).expect(200)
    assert [titles(column["tasks"]) for column in desk.board()] == [["done 1"], ["todo 1"], ["in_progress 1"]]


def test_rows_are_read_in_proportion_to_what_is_shown(desk: Desk) -> None:
    fill(desk, todo=120, in_progress=3, done=60)
    desk.service.deliver()
    board = desk.board("limit=10")
    usage = meter.snapshot()
    assert [len(column["tasks"]) for column in board] == [10, 3, 10]
    # 11 rows of the first column, then 3 and 11 more; each row has less than a kilobyte.
    assert usage.read_units < 30
    assert usage.calls <= 4


def test_a_board_of_a_private_project_is_for_those_in_it(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    private = desk.team.project("Secret", "SEC", visibility="private")
    ben.get(f"{desk.team.w}/projects/{private['id']}/board").expect(403)
    ben.get(f"{desk.team.w}/projects/{desk.project['id']}/board").expect(200)
