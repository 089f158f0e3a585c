"""Files of other tools, read as they are."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onetick.imports.rows import Mistake, Row, Unreadable
from onetick.imports.sources import Reading, Source, reader

BERLIN = ZoneInfo("Europe/Berlin")


def read(folder: Path, source: Source, content: str | bytes, **reading: Any) -> list[Row | Mistake]:
    path = folder / "file"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(reader(source)(path, Reading(**reading)))


def rows(folder: Path, source: Source, content: str | bytes, **reading: Any) -> list[Row]:
    found = read(folder, source, content, **reading)
    assert not [one for one in found if isinstance(one, Mistake)]
    return [one for one in found if isinstance(one, Row)]


def test_a_table_is_understood_by_the_names_of_its_columns(tmp_path: Path) -> None:
    text = "ID,Name,Notes,Due Date,Tags,Assignee Email,Owner's mood\n7,Write it,Long,2026-03-01,a; b,ann@x.org,calm\n"
    [row] = rows(tmp_path, "csv", text)
    assert (row.external_id, row.title, row.description, row.labels) == ("7", "Write it", "Long", ("a", "b"))
    assert row.due_at == datetime(2026, 3, 1, tzinfo=UTC) and row.all_day
    assert row.assignees == ("ann@x.org",) and row.extra == {"Owner's mood": "calm"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_whatever_a_spreadsheet_saves_can_be_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = f'Title{delimiter}Status\r\n"Größe, ""fest""\r\nund mehr"{delimiter}Offen\r\n'
    [row] = rows(tmp_path, "csv", text.encode(encoding))
    assert row.title == 'Größe, "fest" und mehr' and row.status == "Offen"


def test_a_column_can_be_named_by_hand(tmp_path: Path) -> None:
    [row] = rows(
        tmp_path, "csv", "What,When\nShip,03.02.2026\n", columns={"title": "what", "due_at": "When"}, date_order="dmy"
    )
    assert row.title == "Ship" and row.due_at == datetime(2026, 2, 3, tzinfo=UTC)
    with pytest.raises(Unreadable, match="There is no column 'Wha'"):
        read(tmp_path, "csv", "What,When\nShip,1\n", columns={"title": "Wha"})


def test_days_are_days_of_the_zone_that_was_said(tmp_path: Path) -> None:
    [row] = rows(tmp_path, "csv", "Title,Due\nShip,2026-07-01\n", zone=BERLIN)
    assert row.due_at == datetime(2026, 6, 30, 22, tzinfo=UTC)


def test_what_is_wrong_with_a_cell_is_said_and_the_rest_is_taken(tmp_path: Path) -> None:
    found = read(tmp_path, "csv", "Title,Due,Points\nShip,2026-02-30,many\n,2026-01-01,1\n\n")
    assert [(one.line, one.column, one.fatal) for one in found if isinstance(one, Mistake)] == [
        (2, "Due", False),
        (2, "Points", False),
        (3, "Title", True),
    ]
    assert [one.title for one in found if isinstance(one, Row)] == ["Ship"]


def test_the_same_table_names_its_rows_the_same_way_each_time(tmp_path: Path) -> None:
    text = "Title\nShip\nShip\n"
    first, second = rows(tmp_path, "csv", text), rows(tmp_path, "csv", text)
    assert [row.external_id for row in first] == [row.external_id for row in second]
    assert first[0].external_id != first[1].external_id


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"Due\n2026-01-01\n", b"Title," * 300 + b"\n", b'Title\n"' + b"x" * 200_000]
)
def test_what_is_no_table_is_refused_as_a_whole(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unreadable):
        read(tmp_path, "csv", content)


BOARD = {
    "lists": [
        {"id": "l2", "name": "Done", "pos": 2},
        {"id": "l1", "name": "To do", "pos": 1},
        {"id": "l3", "closed": True},
    ],
    "members": [{"id": "m1", "fullName": "Ann Lee"}],
    "cards": [
        {
            "id": "c2",
            "name": "Second",
            "idList": "l2",
            "pos": 1,
            "due": "2026-01-02T10:00:00.000Z",
            "dueComplete": True,
        },
        {
            "id": "c1",
            "name": "First",
            "desc": "Why",
            "idList": "l1",
            "pos": 5,
            "idMembers": ["m1", "m9"],
            "labels": [{"name": "", "color": "red"}, {"name": "Big"}],
        },
        {"id": "c3", "name": "Archived", "idList": "l1", "closed": True},
        {"id": "c4", "name": "On a closed list", "idList": "l3"},
    ],
    "checklists": [
        {
            "idCard": "c1",
            "pos": 1,
            "checkItems": [
                {"id": "i2", "name": "then", "state": "incomplete", "pos": 2},
                {"id": "i1", "name": "first", "state": "complete", "pos": 1},
            ],
        }
    ],
    "actions": [
        {
            "type": "commentCard",
            "date": "2026-01-05T00:00:00.000Z",
            "memberCreator": {"fullName": "Ann Lee"},
            "data": {"text": "later", "card": {"id": "c1"}},
        },
        {"type": "updateCard", "data": {"text": "no comment", "card": {"id": "c1"}}},
        {
            "type": "commentCard",
            "date": "2026-01-04T00:00:00.000Z",
            "memberCreator": {"fullName": "Ben"},
            "data": {"text": "earlier", "card": {"id": "c1"}},
        },
    ],
}


def test_a_board_of_trello_comes_in_the_order_of_its_lists(tmp_path: Path) -> None:
    found = rows(tmp_path, "trello", json.dumps(BOARD))
    assert [(row.external_id, row.section, row.parent, row.done) for row in found] == [
        ("c1", "To do", None, False),
        ("i1", "To do", "c1", True),
        ("i2", "To do", "c1", False),
        ("c2", "Done", None, True),
    ]
    assert found[0].assignees == ("Ann Lee",) and found[0].labels == ("red", "Big")
    assert [(remark.author, remark.text) for remark in found[0].remarks] == [("Ben", "earlier"), ("Ann Lee", "later")]


def test_a_project_of_asana_comes_with_its_subtasks_from_either_export(tmp_path: Path) -> None:
    exported = {
        "data": [
            {
                "gid": "1",
                "name": "Plan",
                "notes": "N",
                "due_on": "2026-05-01",
                "completed": False,
                "assignee": {"name": "Ann", "email": "ann@x.org"},
                "memberships": [{"section": {"name": "Doing"}}],
                "tags": [{"name": "big"}],
                "custom_fields": [{"name": "Cost", "display_value": "12"}],
                "subtasks": [
                    {
                        "gid": "2",
                        "name": "Part",
                        "completed": True,
                        "completed_at": "2026-04-01T00:00:00Z",
                        "dependencies": [{"gid": "1"}],
                    }
                ],
            }
        ]
    }
    plan, part = rows(tmp_path, "asana", json.dumps(exported))
    assert (plan.section, plan.assignees, plan.labels, plan.extra) == (
        "Doing",
        ("ann@x.org",),
        ("big",),
        {"Cost": "12"},
    )
    assert (part.parent, part.done, part.blocked_by) == ("1", True, ("1",))
    [row] = rows(tmp_path, "asana", "Task ID,Name,Section/Column,Parent task\n5,Write,Doing,Plan\n")
    assert (row.external_id, row.section, row.parent) == ("5", "Doing", "Plan")


def test_issues_of_jira_come_with_what_stands_in_several_columns(tmp_path: Path) -> None:
    text = (
        "Summary,Issue key,Issue id,Parent id,Status,Assignee,Labels,Labels,Due Date,Original Estimate,"
        "Custom field (Story Points),Comment,Inward issue link (Blocks)\n"
        'Fix it,ABC-2,102,101,Done,ann,a,b,01/Mar/26 12:00 AM,5400,3,"02/Mar/26 1:05 PM;ben;So; it is",ABC-1\n'
    )
    [row] = rows(tmp_path, "jira", text, zone=BERLIN)
    assert (row.external_id, row.aliases, row.parent, row.blocked_by) == ("102", ("ABC-2",), "101", ("ABC-1",))
    assert row.done and row.labels == ("a", "b") and row.estimate_minutes == 90 and row.points == 3
    assert row.due_at == datetime(2026, 2, 28, 23, tzinfo=UTC) and row.all_day
    [remark] = row.remarks
    assert (remark.author, remark.text) == ("ben", "So; it is")


@given(
    content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    source=st.sampled_from(["csv", "trello", "asana", "jira", "linear", "clickup", "monday", "github"]),
)
def test_any_file_gives_rows_or_a_reason(tmp_path_factory: Any, content: bytes, source: Source) -> None:
    try:
        read(tmp_path_factory.getbasetemp(), source, content)
    except Unreadable as reason:
        assert str(reason)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)
PARTS = (
    "lists",
    "cards",
    "checklists",
    "checkItems",
    "members",
    "actions",
    "data",
    "subtasks",
    "memberships",
    "tags",
    "labels",
    "idMembers",
    "name",
    "id",
    "idList",
    "gid",
    "due",
    "completed_at",
    "pos",
    "assignee",
    "closed",
    "items",
    "number",
    "title",
    "state",
    "comments",
    "parent",
    "blockedBy",
    "url",
)


@settings(max_examples=40)
@given(
    document=st.dictionaries(
        st.sampled_from(PARTS),
        JSON | st.lists(st.dictionaries(st.sampled_from(PARTS), JSON, max_size=6), max_size=3),
        max_size=5,
    )
)
def test_a_document_of_any_shape_gives_rows_or_a_reason(tmp_path_factory: Any, document: dict[str, Any]) -> None:
    for source in ("trello", "asana", "github"):
        try:
            read(tmp_path_factory.getbasetemp(), source, json.dumps(document))
        except Unreadable as reason:
            assert str(reason)
