"""Looking back: what was, for whoever may see it today, at a price that the page sets."""

from collections.abc import Iterator
from typing import Any

import pytest

from onetick.kernel import meter
from onetick.kernel.requests.rate import Limiter
from tests.service import Person, Team, a_team, running


@pytest.fixture
def team() -> Iterator[Team]:
    with running() as service:
        yield a_team(service)


def now(team: Team) -> str:
    """This moment; what happens next happens later."""
    clock = team.owner.service.clock
    clock.advance(seconds=1)
    moment = clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    clock.advance(seconds=1)
    return moment


def column(team: Team, project: dict[str, Any], place: int = 0) -> str:
    sections = team.owner.get(f"{team.w}/projects/{project['id']}/sections").expect(200)["data"]
    return str(sections[place]["id"])


def board(team: Team, project: dict[str, Any], as_of: str, by: Person | None = None) -> list[list[str]]:
    """The titles in each column."""
    shown = (by or team.owner).get(f"{team.w}/projects/{project['id']}/board?as_of={as_of}").expect(200)
    return [[task["title"] for task in one["tasks"]] for one in shown["columns"]]


def test_as_of_the_moment_of_a_change_shows_the_change(team: Team) -> None:
    made = team.task(team.project())
    path = f"{team.w}/tasks/{made['id']}"
    first = team.owner.patch(path, {"title": "First"}).expect(200)
    now(team)
    team.owner.patch(path, {"title": "Second"}).expect(200)
    then = team.owner.get(f"{path}?as_of={first['updated_at']}")
    assert then.expect(200) == first
    assert then.headers["OneTick-As-Of"] == first["updated_at"]
    assert then.headers["ETag"] == f'"v{first["version"]}"'
    assert team.owner.get(f"{path}?as_of={made['created_at']}").json["title"] == "Write it down"


def test_a_deleted_task_is_where_it_was(team: Team) -> None:
    project = team.project()
    task = team.task(project, "Lost")
    then = now(team)
    team.owner.delete(f"{team.w}/tasks/{task['id']}").expect(204)
    assert board(team, project, now(team)) == [[], [], []]
    assert board(team, project, then) == [["Lost"], [], []]
    assert team.owner.get(f"{team.w}/tasks/{task['id']}?as_of={then}").json["deleted_at"] is None
    assert team.owner.get(f"{team.w}/tasks/{task['id']}").status == 410


def test_a_deleted_project_and_a_deleted_section_are_still_there_then(team: Team) -> None:
    project = team.project()
    task = team.task(project)
    section = team.owner.post(f"{team.w}/projects/{project['id']}/sections", {"name": "Later"}).expect(201)
    then = now(team)
    team.owner.delete(f"{team.w}/sections/{section['id']}").expect(204)
    team.owner.delete(f"{team.w}/projects/{project['id']}").expect(204)
    assert team.owner.get(f"{team.w}/sections/{section['id']}?as_of={then}").json == section
    assert board(team, project, then) == [["Write it down"], [], [], []]
    assert team.owner.get(f"{team.w}/tasks/{task['id']}?as_of={then}").json["id"] == task["id"]
    assert [one["id"] for one in team.owner.get(f"{team.w}/projects?as_of={then}").json["data"]] == [project["id"]]
    assert team.owner.get(f"{team.w}/projects/{project['id']}").status == 410


def test_a_task_is_shown_where_it_was(team: Team) -> None:
    one, two = team.project(key="ONE"), team.project(key="TWO")
    task = team.task(one, "Wanderer")
    path = f"{team.w}/tasks/{task['id']}"
    first = now(team)
    team.owner.post(f"{path}/move", {"section_id": column(team, one, 1)}).expect(200)
    second = now(team)
    team.owner.put(f"{path}/projects/{two['id']}", {"home": True}).expect(200)
    team.owner.delete(f"{path}/projects/{one['id']}").expect(200)
    third = now(team)
    there = [column(team, two, place) for place in range(3)].index(team.owner.get(path).json["section_id"])
    empty: list[list[str]] = [[], [], []]
    moved = [["Wanderer"] if place == there else [] for place in range(3)]
    boards = [[board(team, project, at) for project in (one, two)] for at in (first, second, third)]
    assert boards == [[[["Wanderer"], [], []], empty], [[[], ["Wanderer"], []], empty], [empty, moved]]
    homes = [team.owner.get(f"{path}?as_of={at}").json["project_ids"] for at in (first, second, third)]
    assert homes == [[one["id"]], [one["id"]], [two["id"]]]


def test_who_were_members_then(team: Team) -> None:
    project, ben = team.project(), team.join("Ben")
    path = f"{team.w}/projects/{project['id']}/members"
    team.owner.put(f"{path}/{ben.id}", {"role": "viewer"}).expect(200)
    viewer = now(team)
    team.owner.put(f"{path}/{ben.id}", {"role": "editor"}).expect(200)
    editor = now(team)
    team.owner.delete(f"{path}/{ben.id}").expect(204)
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    team.owner.service.deliver()
    for at, role in ((viewer, "viewer"), (editor, "editor"), (now(team), None)):
        rows = {row["principal_id"]: row["role"] for row in team.owner.get(f"{path}?as_of={at}").json["data"]}
        assert rows.get(ben.id) == role
    everybody = team.owner.get(f"{team.w}/members?as_of={viewer}").expect(200)["data"]
    assert {row["id"] for row in everybody} == {team.owner.id, ben.id}


def test_rights_are_those_of_today_not_of_then(team: Team) -> None:
    ben = team.join("Ben")
    opened, closed = team.project(key="OPN", visibility="private"), team.project(key="CLS")
    tasks = {project["id"]: team.task(project, project["key"])["id"] for project in (opened, closed)}
    then = now(team)
    team.owner.patch(f"{team.w}/projects/{opened['id']}", {"visibility": "public"}).expect(200)
    team.owner.patch(f"{team.w}/projects/{closed['id']}", {"visibility": "private"}).expect(200)
    as_of = f"as_of={then}"
    assert ben.get(f"{team.w}/tasks/{tasks[opened['id']]}?{as_of}").status == 200
    assert ben.get(f"{team.w}/tasks/{tasks[closed['id']]}?{as_of}").status == 403
    assert ben.get(f"{team.w}/projects/{closed['id']}/board?{as_of}").status == 403
    assert ben.get(f"{team.w}/tasks/{tasks[closed['id']]}/comments?{as_of}").status == 403
    assert [row["key"] for row in ben.get(f"{team.w}/tasks?{as_of}").expect(200)["data"]] == ["OPN-1"]
    assert [row["key"] for row in ben.get(f"{team.w}/projects?{as_of}").expect(200)["data"]] == ["OPN"]


def test_a_membership_that_ended_shows_no_past(team: Team) -> None:
    project, ben = team.project(), team.join("Ben")
    then = now(team)
    assert board(team, project, then, ben) == [[], [], []]
    team.owner.delete(f"{team.w}/members/{ben.id}").expect(204)
    assert ben.get(f"{team.w}/projects/{project['id']}/board?as_of={then}").status in (403, 404)


def test_pages_of_then_go_on_where_they_ended_and_cursors_belong_to_their_moment(team: Team) -> None:
    project = team.project()
    tasks = [team.task(project, f"Task {number}") for number in range(9)]
    then = now(team)
    for task in tasks[::2]:
        team.owner.delete(f"{team.w}/tasks/{task['id']}").expect(204)
    for task in tasks[1::2]:
        team.owner.post(f"{team.w}/tasks/{task['id']}/move", {"section_id": column(team, project, 2)}).expect(200)
    team.task(project, "New")
    later = now(team)
    path = f"{team.w}/tasks?filter[project_id]={project['id']}&limit=2"
    found, cursor = [], ""
    while True:
        page = team.owner.get(f"{path}&as_of={then}{cursor}").expect(200)
        found += [row["title"] for row in page["data"]]
        if not page["page"]["has_more"]:
            break
        given = page["page"]["next_cursor"]
        cursor = f"&cursor={given}"
        assert team.owner.get(f"{path}{cursor}").json["code"] == "cursor_mismatch"
        assert team.owner.get(f"{path}&as_of={later}{cursor}").json["code"] == "cursor_mismatch"
    assert found == [f"Task {number}" for number in range(9)]


def test_a_column_of_then_goes_on(team: Team) -> None:
    project = team.project()
    for number in range(5):
        team.task(project, f"Task {number}")
    then = now(team)
    path = f"{team.w}/projects/{project['id']}/board"
    for row in team.owner.get(f"{path}?limit=5").expect(200)["columns"][0]["tasks"]:
        team.owner.delete(f"{team.w}/tasks/{row['id']}").expect(204)
    shown = team.owner.get(f"{path}?limit=3&as_of={then}").expect(200)["columns"][0]
    assert [row["title"] for row in shown["tasks"]] == ["Task 0", "Task 1", "Task 2"]
    more = f"{path}?limit=3&as_of={then}&section_id={shown['section']['id']}&cursor={shown['page']['next_cursor']}"
    [rest] = team.owner.get(more).expect(200)["columns"]
    assert [row["title"] for row in rest["tasks"]] == ["Task 3", "Task 4"]


def test_another_tenant_sees_no_past_either(team: Team) -> None:
    task = team.task(team.project())
    then = now(team)
    eve = a_team(team.owner.service, "Eve", "Evil")
    assert eve.owner.get(f"{team.w}/tasks/{task['id']}?as_of={then}").status == 404
    assert eve.owner.get(f"{eve.w}/tasks/{task['id']}?as_of={then}").status == 404


def test_looking_back_costs_what_the_page_costs(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limiter, "spend", lambda *args, **kwargs: {})
    project = team.project()
    tasks = [team.task(project, f"Task {number}") for number in range(60)]
    unchanged = now(team)
    for task in tasks[:10]:
        for number in range(6):
            team.owner.patch(f"{team.w}/tasks/{task['id']}", {"title": f"Again {number}"}).expect(200)

    def calls(path: str) -> int:
        team.owner.get(team.w + path).expect(200)
        return meter.snapshot().calls

    assert calls(f"/tasks/{tasks[0]['id']}?as_of={unchanged}") == 2
    assert calls(f"/tasks/{tasks[50]['id']}?as_of={unchanged}") == 1
    assert calls(f"/tasks?filter[project_id]={project['id']}&limit=50&as_of={unchanged}") <= 6
    # Of a board, each of the 4 items that count its columns may be a look into the past of its own.
    assert calls(f"/projects/{project['id']}/board?as_of={unchanged}") <= 10


def test_a_query_that_makes_no_sense_is_a_400_however_long_ago_is_asked_for(team: Team) -> None:
    path = f"{team.w}/custom-fields?as_of=2001-01-01T00:00:00Z"
    assert team.owner.get(path).status == 410
    problem = team.owner.get(f"{path}&filter[type]=nonsense")
    assert problem.status == 400 and problem.json["errors"][0]["pointer"] == "query/filter[type]"


def test_what_somebody_took_back_is_seen_to_have_been_and_read_by_whoever_may_restore_it(team: Team) -> None:
    ben, cat = team.join("Ben"), team.join("Cat")
    project = team.project()
    for person in (ben, cat):
        team.owner.put(f"{team.w}/projects/{project['id']}/members/{person.id}", {"role": "editor"}).expect(200)
    task = team.task(project)
    comments = f"{team.w}/tasks/{task['id']}/comments"
    made = ben.post(comments, {"body_md": "Say nothing"}).expect(201)
    comment = f"{team.w}/comments/{made['id']}"
    reply = ben.post(f"{comment}/replies", {"body_md": "Of this either"}).expect(201)
    ben.patch(comment, {"body_md": "Say nothing of this"}).expect(200)
    cat.post(f"{comment}/reactions", {"emoji": "👍"}).expect(200)
    then = now(team)
    ben.delete(f"{team.w}/comments/{reply['id']}").expect(204)
    ben.delete(comment).expect(204)
    for person in (ben, team.owner):
        [shown] = person.get(f"{comments}?as_of={then}").expect(200)["data"]
        assert shown["body_md"] == "Say nothing of this" and shown["deleted_at"] is None
        [said] = person.get(f"{comment}/edits?as_of={then}").expect(200)["data"]
        assert said["body_md"] == "Say nothing"
    for found in (
        cat.get(f"{comments}?as_of={then}&expand=html").expect(200)["data"][0],
        cat.get(f"{comment}?as_of={then}&expand=html").expect(200),
        cat.get(f"{comment}/replies?as_of={then}&expand=html").expect(200)["data"][0],
    ):
        assert (found["body_md"], found["body_html"], found["reactions"], found["created_by"]) == ("", "", [], ben.id)
        assert found["deleted_at"] is not None
    for part in ("edits", "reactions"):
        cat.get(f"{comment}/{part}?as_of={then}").expect(410)
    ben.post(f"{comment}/restore").expect(200)
    assert cat.get(f"{comments}?as_of={then}").expect(200)["data"][0]["body_md"] == "Say nothing of this"


def test_a_form_and_what_was_sent_are_seen_as_they_were_and_an_old_link_opens_nothing(team: Team) -> None:
    questions = [{"id": "what", "label": "What?", "kind": "text", "required": True}]
    body = {"project_id": team.project()["id"], "name": "Ask us", "questions": questions}
    path = f"{team.w}/forms/{team.owner.post(f'{team.w}/forms', body).expect(201)['id']}"
    team.owner.post(f"{path}/link").expect(201)
    token, service = team.owner.get(f"{path}/link").expect(200)["token"], team.owner.service
    proof = service.call("GET", f"/v1/forms/{token}").expect(200)["proof"]
    service.clock.advance(seconds=5)
    service.call("POST", f"/v1/forms/{token}/submissions", {"answers": {"what": "Help"}, "proof": proof}).expect(201)
    then = now(team)
    [sent] = team.owner.get(f"{path}/submissions").expect(200)["data"]
    team.owner.post(f"{team.w}/submissions/{sent['id']}/triage", {"action": "decline", "reason": "No"}).expect(200)
    team.owner.patch(path, {"name": "Other"}).expect(200)
    team.owner.post(f"{path}/link").expect(201)
    team.owner.delete(path).expect(204)
    form = team.owner.get(f"{path}?as_of={then}").expect(200)
    assert (form["name"], form["linked"], form["deleted_at"]) == ("Ask us", True, None)
    assert [one["name"] for one in team.owner.get(f"{team.w}/forms?as_of={then}").json["data"]] == ["Ask us"]
    assert team.owner.get(f"{path}/submissions?as_of={then}").json["data"] == [sent]
    assert team.owner.get(f"{path}/link?as_of={then}").status == 400
    assert service.call("GET", f"/v1/forms/{token}?as_of={then}").status in (400, 404)


def test_a_drawer_of_then_shows_what_a_task_had_and_nothing_of_what_came_since(team: Team) -> None:
    task = team.task(team.project())
    path = f"{team.w}/tasks/{task['id']}"
    for number in range(25):
        team.owner.post(f"{path}/comments", {"body_md": f"Comment {number}"}).expect(201)
    team.task({"id": task["project_id"]}, "Part", parent_id=task["id"])
    team.owner.service.deliver()
    shown = team.owner.get(f"{path}/drawer").expect(200)
    then = now(team)
    team.owner.patch(path, {"title": "Other"}).expect(200)
    for comment in shown["comments"][:3]:
        team.owner.patch(f"{team.w}/comments/{comment['id']}", {"body_md": "Other"}).expect(200)
    team.owner.post(f"{path}/comments", {"body_md": "Late"}).expect(201)
    team.owner.service.deliver()
    found = team.owner.get(f"{path}/drawer?as_of={then}").expect(200)
    assert len(found["comments"]) == 20
    assert {**found, "activity": []} == {**shown, "activity": []}
    assert found["activity"] == shown["activity"]
