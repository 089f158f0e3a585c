"""Files of Linear, ClickUp, monday and GitHub, read as they are."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from onetick.imports.rows import Mistake, Row, Unreadable
from onetick.imports.sources import workbooks
from tests.service import Service, Team

from .test_imports import announced, run, tasks_of
from .test_sources import BERLIN, read, rows

LINEAR = (
    "ID,Team,Title,Description,Status,Estimate,Priority,Project,Creator,Assignee,Labels,Cycle Name,Created,Updated,"
    "Started,Completed,Canceled,Due Date,Parent issue,Blocked by\n"
    'ENG-1,Eng,Plan it,Why,Shaping,3,Urgent,Launch,ann@x.org,ben@x.org,"Bug, Big",,,,,,,2026-03-01,,\n'
    "ENG-2,Eng,Do it,,Merged,,No priority,,,,,Week 9,,,Wed Oct 15 2025 09:33:28 GMT+0000 (UTC),"
    'Thu Oct 16 2025 11:00:00 GMT+0200 (Central European Summer Time),,,ENG-1,"ENG-1, ENG-9"\n'
    "ENG-3,Eng,Drop it,,Dropped,,Low,,,,,,,,,,Thu Oct 16 2025 11:00:00 GMT+0000 (UTC),,,\n"
)

CLICKUP = (
    "Task ID,Task Custom ID,Task Name,Task Content,Status,Due Date,Due Date Text,Start Date,Parent ID,Attachments,"
    "Assignees,Tags,Priority,List Name,Time Estimated,Time Spent,Comments\n"
    '86a1,DEV-1,Plan,Why,in progress,1772323200000,"3/1/2026, 1:00:00 AM GMT+1",null,null,[],'
    '"[Ann Lee,Ben]","[bug, big]",1,Sprint,5400000,0,'
    '"[{""text"":""later"",""by"":""ben@x.org"",""date"":""1772323200001""},'
    '{""text"":""first"",""by"":""ann@x.org"",""date"":""1772323200000""}]"\n'
    "86a2,null,Part,,Closed,,,,86a1,[],[],[],null,Sprint,,,[]\n"
    "86a3,,,,open,,,,,,,,,,,,\n"
)

GITHUB: list[dict[str, Any]] = [
    {
        "number": 7,
        "title": "It breaks",
        "body": "Look",
        "state": "OPEN",
        "url": "https://github.com/acme/app/issues/7",
        "assignees": [{"login": "ann", "name": "Ann Lee"}, {"login": "ben", "name": ""}],
        "labels": [{"name": "bug"}],
        "milestone": {"title": "1.0"},
        "comments": [{"author": {"login": "ben"}, "body": "Me too", "createdAt": "2026-01-02T00:00:00Z"}],
        "blockedBy": {"nodes": [{"number": 8, "url": "https://github.com/acme/app/issues/8"}]},
    },
    {
        "number": 8,
        "title": "Never",
        "state": "closed",
        "state_reason": "not_planned",
        "html_url": "https://github.com/acme/app/issues/8",
        "parent_issue_url": "https://api.github.com/repos/acme/app/issues/7",
        "closed_at": "2026-01-03T00:00:00Z",
        "comments": 4,
    },
    {"number": 9, "title": "Merge me", "state": "open", "pull_request": {"url": "x"}},
]

MONDAY: list[list[Any]] = [
    ["Roadmap"],
    ["What we plan"],
    [],
    ["Now"],
    [
        "Name",
        "Subitems",
        "Person",
        "Status",
        "Due date",
        "Priority",
        "Dependent On",
        "Budget",
        "Item ID (auto generated)",
    ],
    ["Plan", None, "Ann Lee, Ben", "Working on it", date(2026, 3, 1), "Critical ⚠️️", None, 12.5, 101.0],
    ["Subitems", "Name", "Owner", "Status", "Date", "Item ID (auto generated)"],
    [None, "Part", "Ben", "Done", None, "102"],
    ["Ship", None, None, "Stuck", None, None, "Plan, Nowhere", None, "103"],
    [None, None, None, None, None, None, None, 12.5],
    ["Only a name"],
    ["Later"],
    ["Name", "Subitems", "Status", "Item ID (auto generated)"],
    ["Rest", None, None, "104"],
]
UPDATES: list[list[Any]] = [
    ["Roadmap"],
    ["Item ID", "Item Name", "Content Type", "User", "Created At", "Update Content"],
    ["101", "Plan", "Update", "Ben", "02/March/2026  03:30:18 PM", "second"],
    ["101", "Plan", "Update", "Ann Lee", "01/March/2026  03:30:18 PM", "first"],
]


def book(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    """A workbook with these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, lines in sheets:
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_issues_of_linear_come_with_what_their_states_mean(tmp_path: Path) -> None:
    plan, do, drop = rows(tmp_path, "linear", LINEAR)
    assert (plan.external_id, plan.status, plan.category, plan.points) == ("ENG-1", "Shaping", None, 3)
    assert plan.assignees == ("ben@x.org",) and plan.labels == ("Bug", "Big") and plan.all_day
    assert plan.extra == {"project": "Launch", "creator": "ann@x.org"} and do.extra == {"cycle name": "Week 9"}
    assert (do.parent, do.blocked_by, do.category) == ("ENG-1", ("ENG-1", "ENG-9"), "completed")
    assert do.completed_at == datetime(2025, 10, 16, 9, tzinfo=UTC)
    assert drop.category == "cancelled" and drop.completed_at is None


def test_tasks_of_clickup_come_with_their_comments_and_lists(tmp_path: Path) -> None:
    found = read(tmp_path, "clickup", CLICKUP)
    assert [(one.line, one.column) for one in found if isinstance(one, Mistake)] == [(4, "Task Name")]
    plan, part = (one for one in found if isinstance(one, Row))
    assert (plan.external_id, plan.aliases, plan.section, plan.category) == ("86a1", ("DEV-1",), "Sprint", "started")
    assert plan.assignees == ("Ann Lee", "Ben") and plan.labels == ("bug", "big") and plan.priority == "urgent"
    assert plan.due_at == datetime(2026, 3, 1, tzinfo=UTC) and not plan.all_day and plan.start_at is None
    assert plan.estimate_minutes == 90 and plan.extra == {"time spent": "0"}
    assert [(one.author, one.text) for one in plan.remarks] == [("ann@x.org", "first"), ("ben@x.org", "later")]
    assert (part.parent, part.category, part.assignees, part.remarks) == ("86a1", "completed", (), ())


def test_issues_of_github_come_from_its_command_line_and_from_its_api(tmp_path: Path) -> None:
    found = read(tmp_path, "github", json.dumps(GITHUB))
    assert found[2] == Mistake(3, "pull_request", "is a pull request, and no issue")
    breaks, never = (one for one in found if isinstance(one, Row))
    assert (breaks.external_id, breaks.aliases, breaks.category) == ("acme/app#7", ("#7",), "unstarted")
    assert breaks.assignees == ("Ann Lee", "ben") and breaks.blocked_by == ("acme/app#8",)
    assert breaks.extra == {"milestone": "1.0"} and never.extra == {"comments": "4"}
    assert [(one.author, one.text) for one in breaks.remarks] == [("ben", "Me too")]
    assert (never.parent, never.category, never.completed_at) == ("acme/app#7", "cancelled", None)
    assert len(read(tmp_path, "github", json.dumps({"items": GITHUB}))) == 3


@pytest.mark.parametrize("form", ["workbook", "csv"])
def test_a_board_of_monday_comes_with_its_groups_and_subitems(tmp_path: Path, form: str) -> None:
    lines = [["" if cell is None else str(cell) for cell in line] for line in MONDAY]
    table = "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in line) for line in lines)
    content = book(("board", MONDAY), ("updates", UPDATES)) if form == "workbook" else table
    found = rows(tmp_path, "monday", content, zone=BERLIN)
    assert [(row.title, row.section, row.parent and "101") for row in found] == [
        ("Plan", "Now", None),
        ("Part", "Now", "101"),
        ("Ship", "Now", None),
        ("Only a name", "Now", None),
        ("Rest", "Later", None),
    ]
    plan, part, ship, *_ = found
    assert plan.assignees == ("Ann Lee", "Ben") and (plan.category, part.category) == ("started", "completed")
    assert plan.priority == "Critical" and plan.extra == {"budget": "12.5"}
    assert ship.blocked_by == (plan.external_id,)
    if form == "workbook":
        assert plan.external_id == "101" and plan.all_day
        assert [one.text for one in plan.remarks] == ["first", "second"]
        assert plan.remarks[0].written_at == datetime(2026, 3, 1, 14, 30, 18, tzinfo=UTC)


def test_a_table_may_be_a_workbook(tmp_path: Path) -> None:
    lines: list[list[Any]] = [
        ["Title", "Due", "Points", "Formula"],
        ["Ship", date(2026, 3, 1), 3.0, "=1+1"],
        [None, None],
        ["Rest"],
    ]
    ship, rest = rows(tmp_path, "csv", book(("Sheet1", lines)))
    assert (ship.title, ship.points, ship.all_day) == ("Ship", 3, True)
    # What a formula came to was never saved here.
    assert ship.extra == {} and (rest.title, rest.line) == ("Rest", 4)


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def replaced(content: bytes, member: str, by: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as again:
        for name in {*packed.namelist(), member}:
            again.writestr(name, by if name == member else packed.read(name))
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
START = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
LAUGHS = b"<!DOCTYPE w [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (mark, (b"&%c;" % (mark - 1)) * 60) for mark in range(ord("b"), ord("h"))
)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + b"\0" * 60,
        zipped(nothing=b"<a/>"),
        replaced(book(("board", MONDAY)), SHEET, START + b"<row><c t='s'><v>99999</v></c></row>"),
        replaced(book(("board", MONDAY)), SHEET, LAUGHS + b"]>" + START + b"<row><c><v>&g;</v></c></row>"),
        replaced(book(("board", MONDAY)), "xl/workbook.xml", b"<workbook/>"),
        replaced(book(("board", MONDAY)), SHEET, START + b"<row r='999999999'><c r='ZZZZZ9'><v>1</v></c></row>"),
        replaced(book(("board", MONDAY)), SHEET, START + b"</sheetData>" + b" " * 100_001),
    ],
    ids=["no zip", "no workbook", "texts that are not there", "entities", "no sheets", "far cells", "a bomb"],
)
def test_a_hostile_workbook_is_refused_in_words(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MAX_BYTES", 100_000)
    for source in ("monday", "csv"):
        with pytest.raises(Unreadable):
            read(tmp_path, source, content)


def test_texts_may_stand_apart_from_their_cells_as_excel_writes_them(tmp_path: Path) -> None:
    texts = b"".join(b"<si><t>%s</t></si>" % text for text in (b"Title", b"Ship", b"Status", b"Done"))
    cells = (
        b"<row><c t='s'><v>0</v></c><c t='s'><v>2</v></c></row><row><c t='s'><v>1</v></c><c t='s'><v>3</v></c></row>"
    )
    content = replaced(book(("board", MONDAY)), SHEET, START + cells + b"</sheetData></worksheet>")
    space = START[START.index(b"xmlns") : START.index(b"><")]
    content = replaced(content, "xl/sharedStrings.xml", b"<sst " + space + b">" + texts + b"</sst>")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        types = packed.read("[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = b"<Override PartName='/xl/sharedStrings.xml' ContentType='" + kind + b"'/></Types>"
    content = replaced(content, "[Content_Types].xml", types.replace(b"</Types>", part))
    [row] = rows(tmp_path, "csv", content)
    assert (row.title, row.status) == ("Ship", "Done")


@pytest.mark.parametrize(
    ("member", "content"),
    [
        (SHEET, START + b"<row><c t='n'><v>1</v></c>" + b"<c/>" * 3_000 + b"</row></sheetData></worksheet>"),
        (SHEET, START + b"</sheetData>" + b"<mergeCell/>" * 3_000 + b"</worksheet>"),
        ("xl/sharedStrings.xml", b"<sst><si>" + b"<r/>" * 3_000 + b"</si></sst>"),
        ("xl/styles.xml", b"<styleSheet>" + b"<xf/>" * 3_000 + b"</styleSheet>"),
    ],
    ids=["a row", "behind the rows", "a text", "styles"],
)
def test_a_workbook_that_would_fill_the_memory_is_refused_before_it_is_opened(
    tmp_path: Path, member: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MAX_ELEMENTS", 1_000)
    monkeypatch.setattr(workbooks, "MAX_PART", 12_000)
    with pytest.raises(Unreadable, match="too large"):
        read(tmp_path, "csv", replaced(book(("board", MONDAY)), member, content))


def test_what_is_not_an_export_of_the_tool_is_refused(tmp_path: Path) -> None:
    for source, content in (
        ("linear", "Title,Due\nx,1\n"),
        ("clickup", "Name,Status\nx,1\n"),
        ("monday", "Roadmap\nNow\n"),
        ("github", '{"items": 3}'),
        ("github", '[{"id": 1}]'),
    ):
        with pytest.raises(Unreadable):
            read(tmp_path, source, content)  # type: ignore[arg-type]


def test_a_plan_says_what_stays_behind_and_a_state_becomes_what_comes_closest(service: Service, team: Team) -> None:
    project = team.project()
    made = announced(team.owner, team, project, LINEAR.encode(), "linear")
    assert run(team.owner, team, made, "plan")["state"] == "succeeded"
    found = team.owner.get(f"{team.w}/imports/{made['id']}").expect(200)["found"]
    assert found["left_behind"] == {"project": 1, "creator": 1, "cycle name": 1}
    job = run(team.owner, team, made, "apply")
    # ENG-9 is not in the file.
    assert (job["counts"]["created"], job["error_count"]) == (3, 1)
    tasks = {task["title"]: task for task in tasks_of(team, project)}
    assert (tasks["Do it"]["status"], tasks["Do it"]["parent_id"]) == ("done", tasks["Plan it"]["id"])
    # The project has no status for what was cancelled: what is closed comes closest.
    assert tasks["Drop it"]["status_category"] == "completed" and tasks["Plan it"]["status_category"] == "unstarted"


def test_issues_that_contain_each_other_come_without_the_circle(service: Service, team: Team) -> None:
    project = team.project()
    circle = [
        {"number": 1, "title": "One", "state": "open", "parent": {"number": 2}},
        {"number": 2, "title": "Two", "state": "open", "parent": {"number": 1}},
        {"number": 3, "title": "Three", "state": "open", "parent": {"number": 3}},
    ]
    made = announced(team.owner, team, project, json.dumps(circle).encode(), "github")
    job = run(team.owner, team, made, "apply")
    assert job["state"] == "partial" and job["counts"]["created"] == 3 and job["error_count"] == 2
    assert sum(task["parent_id"] is not None for task in tasks_of(team, project)) == 1


def test_a_workbook_is_planned_with_its_columns(service: Service, team: Team) -> None:
    project = team.project()
    content = book(("Sheet1", [["Title", "Budget"], ["Ship", 7]]))
    made = announced(team.owner, team, project, content, "csv")
    run(team.owner, team, made, "plan")
    found = team.owner.get(f"{team.w}/imports/{made['id']}").expect(200)["found"]
    assert found["columns"] == ["Title", "Budget"] and found["left_behind"] == {"Budget": 1}
