"""Our own archives: brought in again they are the same project; what somebody made up is refused."""

import io
import json
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from tests.archives import brought_in, canonical, packed, taken_out, unpacked, without_manifest
from tests.service import TEST_SECRETS, Person, Service, Team, a_team
from tests.unit.attachments.cabinet import CONTENT, announcement

Document = dict[str, Any]


@pytest.fixture
def rich(team: Team) -> Document:
    """A project with everything that an archive has."""
    owner, w = team.owner, team.w
    ben = team.join("Ben")
    project = team.project("Website", "WEB", description="For **them**.", color="#2f80ed", member_access="comment")
    path = f"{w}/projects/{project['id']}"
    statuses = [
        {"id": "idea", "name": "Idea", "category": "backlog"},
        {"id": "todo", "name": "To do", "category": "unstarted"},
        {"id": "done", "name": "Done", "category": "completed", "color": "#27ae60"},
    ]
    workflow = {
        "statuses": statuses,
        "transitions": {"idea": ["todo"], "todo": ["done"]},
        "remap": {"in_progress": "todo"},
    }
    etag = owner.get(f"{path}/workflow").headers["ETag"]
    owner.put(f"{path}/workflow", workflow, headers={"If-Match": etag}).expect(202)
    later = owner.post(f"{path}/sections", {"name": "Later", "wip_limit": 3, "color": "#eb5757"}).expect(201)
    fields = {}
    for name, type, more in (
        ("Cost", "number", {"minimum": 0}),
        (
            "Size",
            "single_select",
            {"options": [{"name": "S"}, {"name": "L", "color": "#2f80ed"}], "project_id": project["id"]},
        ),
        ("Who", "people", {"multiple": True}),
        ("See", "reference", {"multiple": True}),
    ):
        fields[name] = owner.post(f"{w}/custom-fields", {"name": name, "type": type, **more}).expect(201)
        owner.put(f"{path}/custom-fields/{fields[name]['id']}", {}).expect(200)
    double = f"{{{fields['Cost']['id']}}} * 2"
    formula = {"name": "Twice", "type": "formula", "expression": double, "project_id": project["id"]}
    owner.post(f"{w}/custom-fields", formula).expect(201)
    tag = owner.post(f"{w}/tags", {"name": "big", "color": "#eb5757"}).expect(201)
    plan = team.task(
        project, "Plan", description="A **plan** for @[Ben](" + ben.id + ")", priority="high",
        assignee_ids=[ben.id], tag_ids=[tag["id"]], due_at="2030-01-31T00:00:00Z", start_at="2030-01-01T00:00:00Z",
        all_day=True, timezone="Europe/Berlin", estimate_minutes=90, points=3, milestone=True, section_id=later["id"],
        custom_fields={fields["Cost"]["id"]: 12.5, fields["Size"]["id"]: "L", fields["Who"]["id"]: [ben.id]},
    )  # fmt: skip
    part = team.task(project, "Part", parent_id=plan["id"], custom_fields={fields["See"]["id"]: [plan["id"]]})
    ship = team.task(project, "Ship", status="todo", due_at="2030-02-28T17:00:00Z")
    owner.post(f"{w}/tasks/{team.task(project, 'Old')['id']}/transition", {"status": "done"})
    owner.put(f"{w}/tasks/{ship['id']}/recurrence", {"rrule": "FREQ=MONTHLY;BYMONTHDAY=-1"}).expect(200)
    owner.put(f"{w}/tasks/{ship['id']}/dependencies/{plan['id']}", {"type": "SS", "lag_days": 2}).expect(200)
    owner.put(f"{w}/tasks/{part['id']}/dependencies/{ship['id']}", {}).expect(200)
    said = ben.post(f"{w}/tasks/{plan['id']}/comments", {"body_md": f"What do you think, @{owner.id}?"})
    if said.status == 201:
        owner.post(f"{w}/comments/{said.json['id']}/replies", {"body_md": "Good."}).expect(201)
        owner.post(f"{w}/comments/{said.json['id']}/resolve").expect(200)
    gone = owner.post(f"{w}/tasks/{plan['id']}/comments", {"body_md": "Never mind"}).expect(201)
    owner.post(f"{w}/comments/{gone['id']}/replies", {"body_md": "Too late"}).expect(201)
    owner.delete(f"{w}/comments/{gone['id']}").expect(204)
    rules = [{"to": "done", "required_fields": ["description", fields["Cost"]["id"]], "allowed_for": ["admin", ben.id]}]
    etag = owner.get(f"{path}/workflow").headers["ETag"]
    owner.put(f"{path}/workflow", {**workflow, "remap": {}, "rules": rules}, headers={"If-Match": etag}).expect(200)
    file = owner.post(f"{w}/attachments", announcement(plan)).expect(201)
    owner.service.objects.put(file["upload"]["url"], CONTENT, file["upload"]["headers"])
    owner.service.deliver()
    return project


def test_an_archive_that_is_brought_into_a_new_project_makes_it_the_same(team: Team, rich: Document) -> None:
    first = taken_out(team.owner, team, rich)
    copy = team.project("Another", "TWO")
    job, made = brought_in(team.owner, team, copy, first)
    assert job["state"] == "succeeded", (job, team.owner.get(f"{team.w}/jobs/{job['id']}/errors").json)
    assert job["counts"]["created"] == 4 and job["counts"]["comments"] == 4 and job["counts"]["files"] == 1
    assert made["found"]["archive"]["signed"] and made["found"]["archive"]["project_key"] == "WEB"
    assert canonical(taken_out(team.owner, team, copy)) == canonical(first)


def errors_of(person: Person, team: Team, job: Document) -> list[Document]:
    found: list[Document] = person.get(f"{team.w}/jobs/{job['id']}/errors").expect(200)["data"]
    return found


def board(person: Person, team: Team, project: Document) -> dict[str, Document]:
    columns = person.get(f"{team.w}/projects/{project['id']}/board").expect(200)["columns"]
    return {task["title"]: task for column in columns for task in column["tasks"]}


def test_a_plan_of_an_archive_says_what_is_in_it_and_writes_nothing(team: Team, rich: Document) -> None:
    content = taken_out(team.owner, team, rich)
    copy = team.project("Another", "TWO")
    job, made = brought_in(team.owner, team, copy, content, "plan")
    assert job["state"] == "succeeded" and job["counts"] == {"created": 4}
    found = made["found"]
    archive = found["archive"]
    assert (archive["signed"], archive["version"], archive["project_name"]) == (True, 1, "Website")
    assert (archive["fields"], archive["comments"], archive["files"], archive["left_out"]) == (5, 4, 1, 0)
    assert team.owner.id in found["people"].values() and len(found["people"]) == 2 and found["strangers"] == []
    assert "Later" in found["sections"] and found["labels"] == ["big"] and found["mistakes"] == []
    assert board(team.owner, team, copy) == {}
    assert team.owner.get(f"{team.w}/projects/{copy['id']}").expect(200)["name"] == "Another"


def test_the_same_archive_again_makes_nothing_twice(team: Team, rich: Document) -> None:
    content = taken_out(team.owner, team, rich)
    copy = team.project("Another", "TWO")
    brought_in(team.owner, team, copy, content)
    before = taken_out(team.owner, team, copy)
    job, _ = brought_in(team.owner, team, copy, content)
    assert job["state"] == "succeeded" and job["counts"] == {"skipped": 4}
    assert canonical(taken_out(team.owner, team, copy)) == canonical(before)
    plan = board(team.owner, team, copy)["Plan"]
    team.owner.patch(f"{team.w}/tasks/{plan['id']}", {"title": "Changed"}).expect(200)
    job, _ = brought_in(team.owner, team, copy, content, on_match="update")
    assert job["counts"] == {"updated": 1, "unchanged": 3}
    assert canonical(taken_out(team.owner, team, copy)) == canonical(before)


def test_a_task_that_was_deleted_comes_back_with_all_that_was_said(team: Team, rich: Document) -> None:
    content = taken_out(team.owner, team, rich)
    copy = team.project("Another", "TWO")
    brought_in(team.owner, team, copy, content)
    part = board(team.owner, team, copy)["Part"]
    team.owner.delete(f"{team.w}/tasks/{part['id']}").expect(204)
    job, _ = brought_in(team.owner, team, copy, content)
    assert job["counts"] == {"skipped": 3, "created": 1, "related": 1, "dependencies": 1}


def test_what_a_project_has_already_stays_and_what_it_lacks_is_added(team: Team, rich: Document) -> None:
    content = taken_out(team.owner, team, rich)
    used = team.project("Used", "USE")
    mine = team.task(used, "Mine")
    job, _ = brought_in(team.owner, team, used, content)
    assert job["state"] == "succeeded", job
    after = team.owner.get(f"{team.w}/projects/{used['id']}").expect(200)
    assert after["name"] == "Used"
    workflow = team.owner.get(f"{team.w}/projects/{used['id']}/workflow").expect(200)
    assert [status["id"] for status in workflow["statuses"]] == ["todo", "in_progress", "done", "idea"]
    assert board(team.owner, team, used)["Mine"]["id"] == mine["id"]
    assert set(board(team.owner, team, used)) == {"Mine", "Plan", "Part", "Ship", "Old"}


def test_nobody_is_told_of_what_was_said_long_ago(service: Service, team: Team, rich: Document) -> None:
    content = taken_out(team.owner, team, rich)
    before = len([one for one in service.events() if one["type"] == "onetick.notification.created.v1"])
    brought_in(team.owner, team, team.project("Another", "TWO"), content)
    told = [one for one in service.events() if one["type"] == "onetick.notification.created.v1"][before:]
    assert told == []


def elsewhere(service: Service) -> tuple[Team, Document]:
    """A project of another organization, whose members are others."""
    other = a_team(service, owner="Zoe", name="Other")
    return other, other.project("Theirs", "OTH")


def test_what_another_deployment_signed_is_taken_only_by_whoever_says_so(
    service: Service, team: Team, rich: Document
) -> None:
    files = without_manifest(taken_out(team.owner, team, rich))
    content = packed(files, key="another-deployment")
    other, project = elsewhere(service)
    job, _ = brought_in(other.owner, other, project, content)
    assert job["state"] == "failed" and "trust_unsigned" in job["failure"]["detail"]
    assert board(other.owner, other, project) == {}
    job, made = brought_in(other.owner, other, project, content, trust_unsigned=True)
    assert job["state"] == "succeeded", (job, errors_of(other.owner, other, job))
    assert made["found"]["archive"]["signed"] is False
    assert len(made["found"]["strangers"]) == 2
    plan = board(other.owner, other, project)["Plan"]
    assert plan["assignee_ids"] == [] and plan["created_by"] == other.owner.id
    said = other.owner.get(f"{other.w}/tasks/{plan['id']}/comments").expect(200)["data"]
    assert all(one["created_by"] == other.owner.id for one in said)
    assert any("wrote on" in one["body_md"] for one in said)
    asked = [one for one in service.events() if one["type"] == "onetick.import.started.v1"][-1]
    assert asked["data"]["resource"]["manner"]["trust_unsigned"] is True


def test_an_archive_signed_before_the_key_was_changed_is_still_ours(
    team: Team, rich: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = taken_out(team.owner, team, rich)
    old = TEST_SECRETS["archive-key"]
    monkeypatch.setitem(TEST_SECRETS, "archive-key", "a-new-key")
    monkeypatch.setitem(TEST_SECRETS, "archive-key@AWSPREVIOUS", old)
    job, made = brought_in(team.owner, team, team.project("Another", "TWO"), content, "plan")
    assert job["state"] == "succeeded" and made["found"]["archive"]["signed"]
    monkeypatch.delitem(TEST_SECRETS, "archive-key@AWSPREVIOUS")
    job, _ = brought_in(team.owner, team, team.project("Third", "TRE"), content, "plan")
    assert job["state"] == "failed"


def test_another_organization_s_people_are_named_in_words_where_they_are_no_members(
    service: Service, team: Team, rich: Document
) -> None:
    content = taken_out(team.owner, team, rich)
    other, project = elsewhere(service)
    job, _ = brought_in(other.owner, other, project, content)
    assert job["state"] == "succeeded"
    plan = board(other.owner, other, project)["Plan"]
    said = other.owner.get(f"{other.w}/tasks/{plan['id']}/comments").expect(200)["data"]
    assert {one["created_by"] for one in said} == {other.owner.id}


def _line(content: bytes, **changes: Any) -> bytes:
    """An archive whose first task was changed, signed by us all the same: the schema must hold by itself."""
    files = without_manifest(content)
    lines = files["tasks.ndjson"].splitlines()
    lines[0] = json.dumps({**json.loads(lines[0]), **changes}).encode()
    return packed({**files, "tasks.ndjson": b"\n".join(lines)})


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (lambda files: b"PK\x03\x04 and then nothing", "cannot be unpacked"),
        (lambda files: packed({}, key="k"), "lacks project.json"),
        (lambda files: packed({**files, "../../etc/passwd": b"x"}), "has a file '../../etc/passwd'"),
        (lambda files: packed({**files, "files/att_x/../../y": b"x"}), "has a file"),
        (lambda files: packed({**files, "project.json": b"[" * 100_000}), "project.json"),
        (lambda files: packed({**files, "project.json": b"{}"}), "project.json is not as the format"),
        (lambda files: packed({**files, "project.json": b" " * 50_000_000}), "unpacks to more"),
        (lambda files: packed({**files, "tasks.ndjson": b"0" * 25_000_000}), "Line 1 of tasks.ndjson is longer"),
    ],
    ids=["no archive", "empty", "path", "path in files", "deep", "no project", "project bomb", "line bomb"],
)
def test_what_is_no_archive_is_a_clear_failure_and_nothing_is_written(
    team: Team, forge: Callable[[dict[str, bytes]], bytes], said: str
) -> None:
    small = team.project()
    team.task(small, "One")
    files = without_manifest(taken_out(team.owner, team, small))
    copy = team.project("Another", "TWO")
    job, _ = brought_in(team.owner, team, copy, forge(files))
    assert job["state"] == "failed" and said in job["failure"]["detail"], job
    assert board(team.owner, team, copy) == {}


def test_an_archive_that_was_changed_after_it_was_signed_is_refused_even_by_whoever_trusts_it(team: Team) -> None:
    small = team.project()
    team.task(small, "One")
    files = unpacked(taken_out(team.owner, team, small))
    files["tasks.ndjson"] = files["tasks.ndjson"].replace(b"One", b"Two")
    job, _ = brought_in(team.owner, team, team.project("Another", "TWO"), packed(files), trust_unsigned=True)
    assert job["state"] == "failed" and "was changed after the archive was made" in job["failure"]["detail"]


def test_a_later_version_of_the_format_and_two_files_of_a_name_are_refused(team: Team) -> None:
    small = team.project()
    files = unpacked(taken_out(team.owner, team, small))
    newer = {**files, "manifest.json": files["manifest.json"].replace(b'"version": 1', b'"version": 2')}
    copy = team.project("Another", "TWO")
    job, _ = brought_in(team.owner, team, copy, packed(newer), trust_unsigned=True)
    assert job["state"] == "failed" and "version 2" in job["failure"]["detail"]
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for name, one in (*files.items(), ("tasks.ndjson", b"")):
            archive.writestr(name, one)
    job, _ = brought_in(team.owner, team, copy, out.getvalue())
    assert job["state"] == "failed" and "same name" in job["failure"]["detail"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"title": "x" * 501}, "title"),
        ({"title": ""}, "title"),
        ({"id": "tsk_x"}, "id"),
        ({"description": "x" * 25_001}, "description"),
        ({"priority": "enormous"}, "priority"),
        ({"due_at": "99999-01-01T00:00:00Z"}, "due_at"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"points": 1e999}, "points"),
        ({"assignee_ids": ["usr_x"]}, "assignee_ids"),
        ({"blocked_by": [{"task_id": "tsk_00000000000000000000000000", "lag_days": 10**9}]}, "lag_days"),
        ({"rank": "a'; --"}, "rank"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_task_that_none_could_be_is_refused_and_the_others_are_brought_in(
    team: Team, changes: Document, place: str
) -> None:
    small = team.project()
    team.task(small, "One")
    team.task(small, "Two")
    copy = team.project("Another", "TWO")
    job, _ = brought_in(team.owner, team, copy, _line(taken_out(team.owner, team, small), **changes))
    assert job["state"] == "partial" and job["counts"] == {"refused": 1, "created": 1}, job
    [error] = errors_of(team.owner, team, job)
    assert place in error["detail"] and error["index"] == 1
    assert set(board(team.owner, team, copy)) == {"Two"}


def test_hostile_ranks_rules_and_ties_make_no_broken_task(team: Team) -> None:
    small = team.project()
    one, two = team.task(small, "One"), team.task(small, "Two")
    content = _line(
        taken_out(team.owner, team, small),
        rank="z", subtask_rank="0", parent_id=one["id"], blocked_by=[{"task_id": one["id"]}, {"task_id": two["id"]}],
        recurrence={"rule": "FREQ=SECONDLY", "timezone": "UTC", "occurrence": "2030-01-01T00:00:00"},
        custom_fields={"fld_00000000000000000000000000": ["x"]}, description="=cmd()<script>alert(1)</script>",
    )  # fmt: skip
    copy = team.project("Another", "TWO")
    job, _ = brought_in(team.owner, team, copy, content)
    assert job["state"] == "partial" and job["counts"] == {"created": 2, "dependencies": 1}, job
    assert {error["code"] for error in errors_of(team.owner, team, job)} == {"dependency_cycle"}
    tasks = board(team.owner, team, copy)
    first = team.owner.get(f"{team.w}/tasks/{tasks['One']['id']}").expect(200)
    assert first["recurrence"] is None and first["parent_id"] is None and first["custom_fields"] == {}
    place = {"section_id": first["section_id"], "after_id": first["id"]}
    team.owner.post(f"{team.w}/tasks/{tasks['Two']['id']}/move", place).expect(200)


def test_a_file_that_is_another_than_its_task_names_is_refused(team: Team, rich: Document) -> None:
    files = without_manifest(taken_out(team.owner, team, rich))
    [name] = [name for name in files if name.startswith("files/")]
    job, _ = brought_in(team.owner, team, team.project("Another", "TWO"), packed({**files, name: b"Something else"}))
    assert job["state"] == "failed" and "is not the one that its task names" in job["failure"]["detail"]


def test_only_whoever_may_import_into_a_project_restores_it(team: Team, rich: Document) -> None:
    carl = team.join("Carl")
    content = taken_out(team.owner, team, rich)
    body = {"project_id": rich["id"], "source": "onetick_archive", "file_name": "it", "size": len(content)}
    assert carl.post(f"{team.w}/imports", body).status == 403
    problem = team.owner.post(f"{team.w}/imports", {**body, "source": "csv", "size": 100_000_001})
    assert problem.status == 400 and problem.json["errors"][0]["pointer"] == "/size"


def test_an_import_of_an_archive_is_undone_as_any_other(team: Team, rich: Document) -> None:
    content = taken_out(team.owner, team, rich)
    copy = team.project("Another", "TWO")
    brought_in(team.owner, team, copy, content)
    [change_set] = [
        one for one in team.owner.get(f"{team.w}/change-sets").expect(200)["data"] if one["operation"] == "applyImport"
    ]
    answer = team.owner.post(f"{team.w}/change-sets/{change_set['id']}/undo", {"on_conflict": "skip"})
    assert answer.status in (200, 202), answer.text
    team.owner.service.deliver(rounds=30)
    assert board(team.owner, team, copy) == {}
