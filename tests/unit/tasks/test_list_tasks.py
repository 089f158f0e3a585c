"""Listing tasks: the orders there are, what narrows them, and what each caller sees."""

from collections.abc import Iterator
from typing import Any

import pytest

from onetick.kernel.ids import new_id
from tests.service import Person

from .desk import Desk, titles


def pages(desk: Desk, query: str, *, by: Person | None = None) -> Iterator[list[str]]:
    """The titles on each page of a list."""
    cursor = ""
    while True:
        answer = (by or desk.ann).get(f"{desk.team.w}/tasks?{query}{cursor}").expect(200)
        yield titles(answer["data"])
        if answer["page"]["next_cursor"] is None:
            assert not answer["page"]["has_more"]
            return
        cursor = f"&cursor={answer['page']['next_cursor']}"


def whole(desk: Desk, query: str, *, by: Person | None = None) -> list[str]:
    """The titles of a list, over all its pages."""
    return [title for page in pages(desk, query, by=by) for title in page]


def dated(desk: Desk, **more: Any) -> None:
    """Tasks that are due on the third, first and second day, one without a due date, and a finished one."""
    for day in (3, 1, 2):
        desk.task(f"day {day}", due_at=f"2030-01-0{day}T00:00:00Z", **more)
    desk.task("some day", **more)
    desk.task("finished", status="done", due_at="2030-01-01T12:00:00Z", **more)


def test_all_tasks_of_the_workspace_come_newest_first(desk: Desk) -> None:
    desk.tasks(3)
    desk.team.task(desk.team.project("Other", "OTH"), "4")
    assert whole(desk, "limit=3") == ["4", "3", "2", "1"]
    assert whole(desk, "limit=3&sort=created_at") == ["1", "2", "3", "4"]


def test_the_tasks_of_a_project_come_in_the_order_of_its_board(desk: Desk) -> None:
    one, _, three = desk.tasks(3)
    desk.task("doing", status="in_progress")
    desk.move(three, before_id=one["id"]).expect(200)
    assert whole(desk, f"filter[project_id]={desk.project['id']}&limit=2") == ["3", "1", "2", "doing"]


def test_the_tasks_of_a_project_can_be_sorted_by_age_and_due_date(desk: Desk) -> None:
    dated(desk)
    project = f"filter[project_id]={desk.project['id']}&limit=2"
    assert whole(desk, f"{project}&sort=-created_at") == ["finished", "some day", "day 2", "day 1", "day 3"]
    assert whole(desk, f"{project}&sort=created_at") == ["day 3", "day 1", "day 2", "some day", "finished"]
    assert whole(desk, f"{project}&sort=due_at") == ["day 1", "day 2", "day 3", "some day"]
    assert whole(desk, f"{project}&sort=-due_at") == ["some day", "day 3", "day 2", "day 1"]
    assert whole(desk, f"{project}&sort=due_at&filter[completed]=true") == ["finished"]


def test_the_work_of_an_assignee_comes_by_due_date(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    dated(desk, assignee_ids=[ben.id])
    desk.task("somebody else's", due_at="2030-01-01T00:00:00Z")
    expected = ["day 1", "day 2", "day 3", "some day"]
    assert whole(desk, "filter[assignee_id]=me&limit=3", by=ben) == expected
    assert whole(desk, f"filter[assignee_id]={ben.id}&sort=-due_at") == expected[::-1]
    assert whole(desk, "filter[assignee_id]=me&filter[completed]=true", by=ben) == ["finished"]


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ("[lt]=2030-01-02T00:00:00Z", ["day 1"]),
        ("[lte]=2030-01-02T00:00:00Z", ["day 1", "day 2"]),
        ("[gt]=2030-01-02T00:00:00Z", ["day 3"]),
        ("[gte]=2030-01-02T00:00:00Z", ["day 2", "day 3"]),
        ("[gt]=2030-01-01T00:00:00Z&filter[due_at][lt]=2030-01-03T00:00:00Z", ["day 2"]),
        ("[gte]=2030-01-02T02:00:00%2B02:00", ["day 2", "day 3"]),
        ("[gt]=2031-01-01T00:00:00Z", []),
        ("[gt]=2030-01-03T00:00:00Z&filter[due_at][lt]=2030-01-01T00:00:00Z", []),
    ],
)
def test_due_dates_narrow_every_list(desk: Desk, bounds: str, expected: list[str]) -> None:
    dated(desk, assignee_ids=[desk.ann.id])
    project = f"filter[project_id]={desk.project['id']}"
    for query in (f"{project}&sort=due_at", "filter[assignee_id]=me"):
        assert whole(desk, f"{query}&filter[due_at]{bounds}") == expected
    for query in (project, "sort=created_at"):
        assert sorted(whole(desk, f"{query}&filter[completed]=false&filter[due_at]{bounds}")) == expected


def test_filters_of_every_kind_can_be_combined(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    desk.task("a", priority="high", assignee_ids=[ben.id], milestone=True)
    desk.task("b", priority="urgent", status="in_progress")
    desk.task("c", status="done", assignee_ids=[ben.id])
    project, section = desk.project["id"], desk.sections["To do"]
    for query, expected in {
        "filter[status]=done": ["c"],
        "filter[status][in]=todo,done": ["a", "c"],
        "filter[status][in]=todo,done&filter[status]=done": ["c"],
        "filter[status_category]=started": ["b"],
        "filter[status_category][in]=started,completed": ["b", "c"],
        "filter[priority][in]=high,urgent": ["a", "b"],
        "filter[priority]=none": ["c"],
        "filter[milestone]=true": ["a"],
        "filter[milestone]=false": ["b", "c"],
        "filter[completed]=true": ["c"],
        "filter[completed]=false": ["a", "b"],
        f"filter[project_id]={project}&filter[assignee_id]={ben.id}": ["a", "c"],
        f"filter[project_id]={project}&filter[assignee_id]={ben.id}&sort=due_at": ["a"],
        f"filter[project_id]={project}&filter[section_id]={section}": ["a"],
        f"filter[project_id]={project}&filter[section_id]={section}&sort=created_at": ["a"],
        f"filter[project_id]={new_id('prj')}": [],
        f"filter[assignee_id]={new_id('usr')}": [],
    }.items():
        assert sorted(whole(desk, f"{query}&limit=1")) == expected, query


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("sort=rank", "query/sort"),
        ("sort=due_at", "query/sort"),
        ("sort=title", "query/sort"),
        ("filter[assignee_id]=me&sort=rank", "query/sort"),
        ("filter[trashed]=true&sort=due_at", "query/sort"),
        ("sort=-deleted_at", "query/sort"),
        ("filter[section_id]=sec_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "query/filter[section_id]"),
        ("filter[title]=x", "query/filter[title]"),
        ("filter[status][in]=a,,b", "query/filter[status][in]"),
        ("filter[priority]=very", "query/filter[priority]"),
        ("filter[assignee_id]=you", "query/filter[assignee_id]"),
        ("filter[due_at][lt]=tomorrow", "query/filter[due_at][lt]"),
        ("limit=101", "query/limit"),
    ],
)
def test_what_no_list_serves_is_pointed_at(desk: Desk, query: str, pointer: str) -> None:
    problem = desk.ann.get(f"{desk.team.w}/tasks?{query}").expect(400)
    assert [fault["pointer"] for fault in problem["errors"]] == [pointer]


def test_an_unsupported_order_names_the_supported_ones(desk: Desk) -> None:
    problem = desk.ann.get(f"{desk.team.w}/tasks?filter[assignee_id]=me&sort=created_at").expect(400)
    assert problem["errors"][0]["message"] == "tasks of an assignee can be sorted by due_at, -due_at"


def test_a_cursor_fits_only_its_own_list_and_caller(desk: Desk) -> None:
    desk.tasks(3)
    ben = desk.team.join("Ben")
    project = f"filter[project_id]={desk.project['id']}"
    first = desk.ann.get(f"{desk.team.w}/tasks?{project}&limit=1").expect(200)
    cursor = first["page"]["next_cursor"]
    for person, query in [
        (desk.ann, "sort=created_at"),
        (desk.ann, f"{project}&sort=due_at"),
        (desk.ann, f"{project}&filter[status]=todo"),
        (ben, project),
    ]:
        problem = person.get(f"{desk.team.w}/tasks?{query}&cursor={cursor}").expect(400)
        assert problem["code"] == "cursor_mismatch"
    desk.ann.get(f"{desk.team.w}/tasks?{project}&limit=2&cursor={cursor}").expect(200)


def test_everybody_sees_the_tasks_of_the_projects_they_see(desk: Desk) -> None:
    ben, gus = desk.team.join("Ben"), desk.team.join("Gus", "guest")
    desk.task("public")
    private = desk.team.project("Secret", "SEC", visibility="private")
    desk.team.task(private, "private", assignee_ids=[desk.ann.id])
    assert whole(desk, "limit=1") == ["private", "public"]
    assert whole(desk, "limit=1", by=ben) == ["public"]
    assert whole(desk, "", by=gus) == []
    assert whole(desk, f"filter[project_id]={private['id']}", by=ben) == []
    assert whole(desk, f"filter[assignee_id]={desk.ann.id}", by=ben) == []
    for person in (ben, gus):
        desk.ann.put(f"{desk.team.w}/projects/{private['id']}/members/{person.id}", {"role": "viewer"}).expect(200)
    assert whole(desk, "", by=ben) == ["private", "public"]
    assert whole(desk, "", by=gus) == ["private"]
    assert whole(desk, f"filter[assignee_id]={desk.ann.id}", by=gus) == ["private"]


def test_archived_projects_are_listed_where_they_are_asked_for_and_deleted_ones_nowhere(desk: Desk) -> None:
    desk.task("1", assignee_ids=[desk.ann.id])
    project = f"filter[project_id]={desk.project['id']}"
    path = f"{desk.team.w}/projects/{desk.project['id']}"
    desk.ann.post(f"{path}/archive").expect(200)
    assert (desk.listed(""), desk.listed("filter[assignee_id]=me"), desk.listed(project)) == ([], [], ["1"])
    desk.ann.delete(path).expect(204)
    assert (desk.listed(""), desk.listed("filter[assignee_id]=me"), desk.listed(project)) == ([], [], [])


def test_the_trash_shows_only_tasks_of_projects_one_sees(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    private = desk.team.project("Secret", "SEC", visibility="private")
    for project in (desk.project, private):
        desk.ann.delete(desk.url(desk.team.task(project, project["key"]))).expect(204)
    assert sorted(desk.listed("filter[trashed]=true")) == ["LAU", "SEC"]
    assert desk.listed("filter[trashed]=true", by=ben) == ["LAU"]
    assert desk.listed(f"filter[trashed]=true&filter[project_id]={private['id']}") == ["SEC"]


def test_a_list_reads_a_few_windows_at_most_however_little_fits(desk: Desk) -> None:
    desk.tasks(12)
    desk.task("found", status="done")
    desk.tasks(8)
    found = list(pages(desk, "filter[status]=done&limit=2"))
    assert [title for page in found for title in page] == ["found"]
    assert len(found) == 4


def test_two_workspaces_of_a_person_keep_their_work_apart(desk: Desk) -> None:
    path = f"/v1/organizations/{desk.team.organization_id}/workspaces"
    second = desk.ann.post(path, {"name": "Second"}).expect(201)
    desk.task("here", assignee_ids=[desk.ann.id])
    answer = desk.ann.get(f"/v1/workspaces/{second['id']}/tasks?filter[assignee_id]=me").expect(200)
    assert answer["data"] == []
