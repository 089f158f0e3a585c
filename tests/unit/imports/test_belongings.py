"""What belongs to a project beside its tasks goes along with its archive: members, sprints, views, forms, updates."""

import json
from typing import Any

import pytest

from onetick.imports import bring_in
from onetick.imports.restoring import restore as restoring
from onetick.kernel.work import Lost
from tests.archives import Document, brought_in, canonical, packed, taken_out, unpacked, without_manifest
from tests.service import Person, Service, Team, a_team

KINDS = ("members", "sprints", "views", "forms", "status_updates")


@pytest.fixture
def full(team: Team) -> Document:
    """A private project with everything that can belong to one."""
    owner, w = team.owner, team.w
    ben, carl = team.join("Ben"), team.join("Carl")
    project = team.project("Website", "WEB", visibility="private", start_on="2030-01-01", due_on="2030-06-30")
    path = f"{w}/projects/{project['id']}"
    group = owner.post(f"{w}/teams", {"name": "Editors"}).expect(201)
    for who, role in ((ben.id, "editor"), (carl.id, "viewer"), (group["id"], "commenter")):
        owner.put(f"{path}/members/{who}", {"role": role})
    owner.patch(path, {"owner_id": ben.id}).expect(200)
    owner.put(f"{path}/sprint-settings", {"parallel": False, "duration_days": 7})
    tasks = [team.task(project, title, points=place) for place, title in enumerate(("One", "Two", "Three"), 1)]
    team.task(project, "Ben's", assignee_ids=[ben.id])
    over, running = (_sprint(team, project, name) for name in ("Over", "Running"))
    later = [_sprint(team, project, name, goal="**Later**") for name in ("Later", "Latest")]
    _start(team, over, tasks[0])
    owner.post(f"{w}/tasks/{tasks[0]['id']}/transition", {"status": "done"}).expect(200)
    owner.post(f"{w}/sprints/{over['id']}/complete", {"carry_over_to": "backlog"}).expect(200)
    _start(team, running, tasks[1])
    owner.service.clock.advance(days=1)
    team.sign_in_again()
    owner.put(f"{w}/sprints/{running['id']}/tasks/{tasks[2]['id']}", {}).expect(200)
    owner.patch(f"{w}/sprints/{later[0]['id']}", {"capacity_points": 12.5}).expect(200)
    owner.service.deliver()
    field = owner.post(f"{w}/custom-fields", {"name": "Cost", "type": "number"}).expect(201)
    owner.put(f"{path}/custom-fields/{field['id']}", {}).expect(200)
    section = owner.get(f"{path}/sections").expect(200)["data"][0]["id"]
    view = {"name": "Dear", "project_id": project["id"], "scope": "shared", "type": "board", "group_by": "status"}
    more = {"filter": {field["id"]: {"gte": 5}, "section_id": section, "assignee_id": ben.id}, "sort": "-due_at"}
    owner.post(f"{w}/views", {**view, **more, "columns": ["title", field["id"]]}).expect(201)
    owner.post(f"{w}/views", {**view, "name": "Mine", "scope": "personal", "filter": {"status": "todo"}}).expect(201)
    questions = [
        {"id": "what", "label": "What?", "kind": "text", "required": True, "maps_to": "title"},
        {"id": "kind", "label": "Which?", "kind": "choice", "options": ["Bug", "Wish"]},
        {"id": "cost", "label": "Cost?", "kind": "number", "field_id": field["id"],
         "show_if": {"question": "kind", "values": ["Wish"]}},
    ]  # fmt: skip
    form = {"project_id": project["id"], "name": "Ask", "section_id": section, "questions": questions}
    made = owner.post(f"{w}/forms", form).expect(201)
    owner.post(f"{w}/forms/{made['id']}/link").expect(201)
    for health, text in (("on_track", "All is **well**."), ("at_risk", "It is late.")):
        owner.post(f"{path}/status-updates", {"health": health, "text": text}).expect(201)
    workflow = owner.get(f"{path}/workflow")
    gate = {"to": "done", "approval": {"people": [ben.id], "needed": 1, "expires_after_days": 3}}
    body = {"statuses": workflow.json["statuses"], "transitions": "any", "rules": [gate]}
    owner.put(f"{path}/workflow", body, headers={"If-Match": workflow.headers["ETag"]}).expect(200)
    return project


def _sprint(team: Team, project: Document, name: str, **more: Any) -> Document:
    made: Document = team.owner.post(f"{team.w}/sprints", {"project_id": project["id"], "name": name, **more}).expect(
        201
    )
    return made


def _start(team: Team, sprint: Document, task: Document) -> None:
    team.owner.put(f"{team.w}/sprints/{sprint['id']}/tasks/{task['id']}", {}).expect(200)
    team.owner.service.deliver()
    team.owner.post(f"{team.w}/sprints/{sprint['id']}/start", {}).expect(200)


def listed(person: Person, team: Team, project: Document, what: str) -> list[Document]:
    """What there is of something in a project."""
    if what in ("members", "status-updates", "sections"):
        path = f"{team.w}/projects/{project['id']}/{what}"
    else:
        path = f"{team.w}/{what}?filter[project_id]={project['id']}"
    found: list[Document] = person.get(path).expect(200)["data"]
    return found


def test_a_project_comes_back_with_all_that_belongs_to_it(team: Team, full: Document) -> None:
    first = taken_out(team.owner, team, full)
    copy = team.project("Another", "TWO")
    job, made = brought_in(team.owner, team, copy, first)
    assert job["state"] == "succeeded", (job, team.owner.get(f"{team.w}/jobs/{job['id']}/errors").json)
    assert [job["counts"][kind] for kind in KINDS] == [3, 4, 2, 1, 2]
    archive = made["found"]["archive"]
    assert [archive[kind] for kind in KINDS] == [4, 4, 2, 1, 2]
    assert archive["joining"] == 3 and archive["denied"] == []
    said = canonical(first)
    assert canonical(taken_out(team.owner, team, copy)) == said
    assert len(said["project"]["rules"]) == 1 and said["project"]["rules"][0]["approval"]["days"] == 3
    again = team.owner.get(f"{team.w}/projects/{copy['id']}").expect(200)
    assert again["health"] == "at_risk" and again["visibility"] == "private" and again["start_on"] == "2030-01-01"


def test_what_a_sprint_came_to_is_there_again_and_goes_on(service: Service, team: Team, full: Document) -> None:
    content = taken_out(team.owner, team, full)
    copy = team.project("Another", "TWO")
    brought_in(team.owner, team, copy, content)

    def charts(project: Document) -> list[Any]:
        found = []
        for one in listed(team.owner, team, project, "sprints"):
            chart = team.owner.get(f"{team.w}/sprints/{one['id']}/burndown").expect(200)
            shown = team.owner.get(f"{team.w}/sprints/{one['id']}").expect(200)
            found.append((one["name"], one["state"], shown["totals"], chart["committed"], chart["days"]))
        return sorted(found, key=lambda one: str(one[0]))

    assert charts(copy) == charts(full)
    velocity = [team.owner.get(f"{team.w}/projects/{p['id']}/velocity").expect(200) for p in (full, copy)]
    assert velocity[0]["average"] == velocity[1]["average"] and velocity[1]["sprints"][0]["done"]["points"] == 1
    running = next(one for one in listed(team.owner, team, copy, "sprints") if one["name"] == "Running")
    before = team.owner.get(f"{team.w}/sprints/{running['id']}").expect(200)["totals"]["scope"]
    two = team.owner.get(f"{team.w}/sprints/{running['id']}/tasks").expect(200)["data"][0]
    team.owner.patch(f"{team.w}/tasks/{two['id']}", {"points": 10}).expect(200)
    service.deliver()
    after = team.owner.get(f"{team.w}/sprints/{running['id']}").expect(200)["totals"]["scope"]
    assert (after["tasks"], after["points"]) == (before["tasks"], before["points"] + 10 - two["points"])


def test_members_see_what_they_are_assigned_to_in_a_private_project(team: Team, full: Document) -> None:
    copy = team.project("Another", "TWO")
    brought_in(team.owner, team, copy, taken_out(team.owner, team, full))
    columns = team.owner.get(f"{team.w}/projects/{copy['id']}/board").expect(200)["columns"]
    [task] = [task for column in columns for task in column["tasks"] if task["title"] == "Ben's"]
    assert len(task["assignee_ids"]) == 1


def test_a_form_comes_back_closed_and_an_old_link_opens_nothing_new(team: Team, full: Document) -> None:
    owner, w = team.owner, team.w
    [form] = listed(owner, team, full, "forms")
    link = owner.get(f"{w}/forms/{form['id']}/link").expect(200)
    content = taken_out(owner, team, full)
    assert link["token"].encode() not in content and b"nonce" not in unpacked(content)["project.json"]
    copy = team.project("Another", "TWO")
    brought_in(owner, team, copy, content)
    [again] = listed(owner, team, copy, "forms")
    assert (again["open"], again["linked"], again["name"]) == (False, True, "Ask")
    other = owner.get(f"{w}/forms/{again['id']}/link").expect(200)
    assert other["token"] != link["token"]
    assert owner.get(f"/v1/forms/{other['token']}").status == 404
    field = again["questions"][2]["field_id"]
    assert owner.get(f"{w}/projects/{copy['id']}/custom-fields").expect(200)["data"][0]["field"]["id"] == field


def test_what_comes_again_makes_nothing_twice_and_takes_nothing_away(team: Team, full: Document) -> None:
    content = taken_out(team.owner, team, full)
    copy = team.project("Another", "TWO")
    brought_in(team.owner, team, copy, content)
    before = canonical(taken_out(team.owner, team, copy))
    job, _ = brought_in(team.owner, team, copy, content)
    assert job["state"] == "succeeded" and not set(KINDS) & set(job["counts"]), job
    assert canonical(taken_out(team.owner, team, copy)) == before
    job, _ = brought_in(team.owner, team, full, content)
    # Into its own project, too; but nobody agreed there that another task is done.
    assert job["state"] == "partial" and not set(KINDS) & set(job["counts"]), job
    assert job["counts"]["created"] == 3


def test_a_project_that_had_tasks_gets_no_members_and_keeps_how_it_runs_its_sprints(team: Team, full: Document) -> None:
    content = taken_out(team.owner, team, full)
    used = team.project("Used", "USE")
    task = team.task(used, "Mine")
    own = _sprint(team, used, "Own")
    _start(team, own, task)
    job, made = brought_in(team.owner, team, used, content)
    assert job["state"] == "succeeded" and made["found"]["archive"]["joining"] == 0, job
    assert [one["principal_id"] for one in listed(team.owner, team, used, "members")] == [team.owner.id]
    cadence = team.owner.get(f"{team.w}/projects/{used['id']}/sprint-settings").expect(200)
    assert cadence["duration_days"] == 14 and cadence["active"] == [own["id"]]
    states = {one["name"]: one["state"] for one in listed(team.owner, team, used, "sprints")}
    assert states == {
        "Own": "active",
        "Over": "completed",
        "Running": "planned",
        "Later": "planned",
        "Latest": "planned",
    }


def test_who_is_not_here_stays_behind_and_nobody_is_invited(service: Service, team: Team, full: Document) -> None:
    content = taken_out(team.owner, team, full)
    other = a_team(service, owner="Zoe", name="Other")
    project = other.project("Theirs", "OTH")
    before = len(service.events())
    job, made = brought_in(other.owner, other, project, content)
    assert job["state"] == "partial", job
    [error] = other.owner.get(f"{other.w}/jobs/{job['id']}/errors").expect(200)["data"]
    assert error["item"] == "Dear" and "not here" in error["detail"]
    assert made["found"]["archive"]["joining"] == 0
    members = listed(other.owner, other, project, "members")
    assert [(one["principal_id"], one["role"]) for one in members] == [(other.owner.id, "admin")]
    assert "onetick.user.invited.v1" not in {one["type"] for one in service.events()[before:]}
    updates = listed(other.owner, other, project, "status-updates")
    assert [one["created_by"] for one in updates] == [other.owner.id] * 2
    assert all("wrote on" in one["text"] for one in updates)
    workflow = other.owner.get(f"{other.w}/projects/{project['id']}/workflow").expect(200)
    assert workflow["rules"] == []


def test_an_unsigned_archive_gives_roles_by_address_alone(service: Service, team: Team, full: Document) -> None:
    files = without_manifest(taken_out(team.owner, team, full))
    forged = packed(files, key="another-deployment")
    copy = team.project("Another", "TWO")
    job, made = brought_in(team.owner, team, copy, forged, trust_unsigned=True)
    assert job["state"] == "succeeded", job
    # A team has no address.
    assert made["found"]["archive"]["joining"] == 2 and job["counts"]["members"] == 2
    renamed = files["project.json"].replace(b"ben", b"nobody")
    job, made = brought_in(
        team.owner,
        team,
        team.project("Third", "TRE"),
        packed({**files, "project.json": renamed}, key="another-deployment"),
        trust_unsigned=True,
    )
    assert job["counts"]["members"] == 1


def test_whoever_may_not_make_something_is_told_that_it_stays_behind(team: Team, full: Document) -> None:
    owner, w = team.owner, team.w
    content = taken_out(owner, team, full)
    dora = team.join("Dora")
    denies = ["project:manage_members", "sprint:manage", "form:manage"]
    role = owner.post(f"{w}/roles", {"name": "No such things", "denies": denies}).expect(201)
    owner.put(f"{w}/roles/{role['id']}/members/{dora.id}").expect(200)
    copy = team.project("Another", "TWO")
    owner.put(f"{w}/projects/{copy['id']}/members/{dora.id}", {"role": "admin"})
    job, made = brought_in(dora, team, copy, content)
    assert job["state"] == "succeeded", (job, dora.get(f"{w}/jobs/{job['id']}/errors").json)
    archive = made["found"]["archive"]
    assert archive["denied"] == ["members", "sprints", "forms"] and archive["joining"] == 0
    assert [job["counts"].get(kind) for kind in KINDS] == [None, None, 2, None, 2]
    assert listed(owner, team, copy, "sprints") == [] and listed(owner, team, copy, "forms") == []
    # What was somebody's own when they took it out is the caller's own now.
    views = {one["name"]: one for one in listed(dora, team, copy, "views")}
    assert (views["Mine"]["scope"], views["Mine"]["created_by"]) == ("personal", dora.id)
    assert views["Dear"]["created_by"] == owner.id
    assert [one["name"] for one in listed(owner, team, copy, "views")] == ["Dear"]


def test_ids_in_an_archive_that_nobody_signed_name_nothing_of_the_project(team: Team, full: Document) -> None:
    forged = packed(without_manifest(taken_out(team.owner, team, full)), key="another-deployment")
    before = {one["id"]: one["version"] for one in listed(team.owner, team, full, "sprints")}
    running = next(one for one in listed(team.owner, team, full, "sprints") if one["state"] == "active")
    path = f"{team.w}/sprints/{running['id']}/tasks"
    tasks = team.owner.get(path).expect(200)["data"]
    job, _ = brought_in(team.owner, team, full, forged, trust_unsigned=True)
    assert job["counts"]["sprints"] == 4 and job["counts"]["forms"] == 1, job
    assert team.owner.get(path).expect(200)["data"] == tasks
    after = {one["id"]: one["version"] for one in listed(team.owner, team, full, "sprints")}
    assert before.items() < after.items() and len(after) == 8


def test_nobody_is_told_of_what_comes_back(service: Service, team: Team, full: Document) -> None:
    content = taken_out(team.owner, team, full)
    service.deliver()
    told = len([one for one in service.events() if one["type"] == "onetick.notification.created.v1"])
    letters = len(service.mails)
    brought_in(team.owner, team, team.project("Another", "TWO"), content)
    assert len([one for one in service.events() if one["type"] == "onetick.notification.created.v1"]) == told
    assert len(service.mails) == letters


def test_an_import_that_is_lost_at_each_step_makes_everything_once(
    team: Team, full: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = taken_out(team.owner, team, full)
    copy = team.project("Another", "TWO")
    lost: set[Any] = set()
    original = restoring.restore

    def loses(work: Any, project: Any, parts: Any, step: Any) -> Any:
        done = original(work, project, parts, step)
        if step.checkpoint not in lost:
            lost.add(step.checkpoint)
            raise Lost()
        return done

    monkeypatch.setattr(bring_in, "restore", loses)
    job, _ = brought_in(team.owner, team, copy, content)
    assert job["state"] == "succeeded" and {one.stage for one in lost} >= set(KINDS)
    assert canonical(taken_out(team.owner, team, copy)) == canonical(content)


def test_an_import_is_taken_back_as_far_as_that_can_be(team: Team, full: Document) -> None:
    owner, w = team.owner, team.w
    copy = team.project("Another", "TWO")
    job, _ = brought_in(owner, team, copy, taken_out(owner, team, full))
    answer = owner.post(f"{w}/change-sets/{job['change_set_id']}/undo", {"on_conflict": "skip"})
    assert answer.status == 202, answer.text
    owner.service.deliver(rounds=30)
    # A running sprint is not deleted, and rights are taken by hand.
    assert [one["name"] for one in listed(owner, team, copy, "sprints")] == ["Running"]
    assert listed(owner, team, copy, "views") == []
    assert listed(owner, team, copy, "forms") == []
    assert listed(owner, team, copy, "status-updates") == []
    assert len(listed(owner, team, copy, "members")) == 4
    errors = owner.get(f"{w}/jobs/{answer.json['job']['id']}/errors").expect(200)["data"]
    assert any("active" in one["detail"] for one in errors), errors


@pytest.mark.parametrize(
    ("kind", "changes", "place"),
    [
        ("members", {"role": "emperor"}, "role"),
        ("members", {"id": "org_00000000000000000000000000"}, "id"),
        ("sprints", {"timezone": "Mars/Base"}, "timezone"),
        ("sprints", {"scope": {"points": 1e300}}, "points"),
        ("views", {"filters": {"sort": "x"}}, "filters"),
        ("views", {"columns": ["Robert'); --"]}, "columns"),
        ("forms", {"questions": []}, "questions"),
        ("status_updates", {"health": "excellent"}, "health"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_could_be_nothing_here_is_refused(
    team: Team, full: Document, kind: str, changes: Document, place: str
) -> None:
    content = _changed(taken_out(team.owner, team, full), kind, changes)
    job, _ = brought_in(team.owner, team, team.project("Another", "TWO"), content, "plan")
    assert job["state"] == "failed" and place in job["failure"]["detail"], job


def test_an_archive_without_these_is_still_read_and_what_nobody_knows_is_passed_over(
    team: Team, full: Document
) -> None:
    files = without_manifest(taken_out(team.owner, team, full))
    project = json.loads(files["project.json"])
    for kind in (*KINDS, "cadence"):
        project.pop(kind)
    for name in ("owner_id", "start_on", "due_on"):
        project["project"].pop(name)
    project |= {"moons": [{"id": "moo_1"}]}
    tasks = [json.loads(line) | {"moon": "full"} for line in files["tasks.ndjson"].splitlines()]
    lines = b"\n".join(json.dumps({**task, "sprint_id": None}).encode() for task in tasks)
    content = packed({**files, "project.json": json.dumps(project).encode(), "tasks.ndjson": lines})
    copy = team.project("Another", "TWO")
    job, made = brought_in(team.owner, team, copy, content)
    assert job["state"] == "succeeded" and job["counts"]["created"] == 4, job
    assert [made["found"]["archive"][kind] for kind in KINDS] == [0] * 5


def _changed(content: bytes, kind: str, changes: Document) -> bytes:
    files = without_manifest(content)
    project = json.loads(files["project.json"])
    project[kind][0].update(changes)
    return packed({**files, "project.json": json.dumps(project).encode()})


def test_hostile_sprints_views_and_forms_are_errors_of_their_own(team: Team, full: Document) -> None:
    content = taken_out(team.owner, team, full)
    content = _changed(content, "sprints", {"start_on": "2030-02-01", "end_on": "2030-01-01"})
    content = _changed(content, "views", {"filters": {"filter[frobnicate]": "x"}})
    content = _changed(content, "forms", {"questions": [{"id": "a", "label": "A", "kind": "choice"}]})
    copy = team.project("Another", "TWO")
    job, _ = brought_in(team.owner, team, copy, content)
    assert job["state"] == "partial", job
    errors = team.owner.get(f"{team.w}/jobs/{job['id']}/errors").expect(200)["data"]
    assert {one["item"] for one in errors} == {"Over", "Dear", "Ask"}
    assert [job["counts"].get(kind) for kind in KINDS] == [3, 3, 1, None, 2]
